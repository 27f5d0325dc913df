"""The desks that take tickets, one small adapter each."""
