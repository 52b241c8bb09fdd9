"""Moving people in and out: the import and the export dialog."""
