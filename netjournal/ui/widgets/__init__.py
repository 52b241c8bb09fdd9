"""Parts that every screen is put together from; they know the theme and nothing of the journal."""
