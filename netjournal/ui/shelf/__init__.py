"""My shelf: what I am good at and have made, who knows it, whom it would serve."""
