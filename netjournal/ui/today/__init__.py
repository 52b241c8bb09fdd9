"""Today: whom to turn to, what was promised, what this week brings."""
