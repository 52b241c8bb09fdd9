"""What was done, and the way back for each step."""
