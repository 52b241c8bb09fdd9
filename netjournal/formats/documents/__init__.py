"""JSON documents: our own, Monica's, Facebook's."""
