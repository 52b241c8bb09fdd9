"""Entries that may be one person: look, decide, merge."""
