"""Strength of ties, rhythms, and the network they make: pure functions and what they read."""
