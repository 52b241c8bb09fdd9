"""Events: where people meet, who was there, who was met."""
