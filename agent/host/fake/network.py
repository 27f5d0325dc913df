"""Healthy fakes of the network parts: plain data until a field says otherwise."""
