"""The same person twice: found with reasons, merged with everything kept."""
