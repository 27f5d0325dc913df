"""Questions about how fast this PC is."""
