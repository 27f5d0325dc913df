"""Healthy fakes of the login parts: plain data until a field says otherwise."""
