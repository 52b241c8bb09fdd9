"""Needs and help: who could help whom, introductions, what the user has to offer."""
