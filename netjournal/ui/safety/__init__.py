"""What keeps the open journal safe, as the user sees it."""
