"""Healthy fakes of the services parts: plain data until a field says otherwise."""
