"""Bringing everything in and giving everything back: plans of imports, exports, the annex."""
