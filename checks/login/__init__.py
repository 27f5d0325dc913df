"""Questions about signing in."""
