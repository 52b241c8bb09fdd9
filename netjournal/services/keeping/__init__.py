"""Keeping a journal for twenty years: backups, restore, repair, passphrases, forgetting."""
