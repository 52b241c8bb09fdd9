"""The People page: the list, one person's card, and the editor."""
