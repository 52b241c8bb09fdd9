"""The Insights page: growth and strength of the network over time."""
