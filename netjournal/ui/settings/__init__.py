"""The preferences: how the window looks, what it reminds of, and what the journal is told once."""
