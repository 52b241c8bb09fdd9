"""What the Today page and a brief say: whom to turn to, and why."""
