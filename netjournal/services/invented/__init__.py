"""The demo journal: invented people with four plausible years."""
