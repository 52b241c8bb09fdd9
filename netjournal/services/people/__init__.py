"""Contacts: reading, writing, cards, circles, names."""
