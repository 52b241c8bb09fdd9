"""Tables (CSV): what their columns mean, other programs' tables, and our own."""
