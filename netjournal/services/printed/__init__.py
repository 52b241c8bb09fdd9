"""What is printed, as plain data and templates; the window lays it out."""
