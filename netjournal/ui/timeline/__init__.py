"""What happened, day by day: the timeline and the dialog that writes an entry."""
