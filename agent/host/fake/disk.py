"""Healthy fakes of the disk parts: plain data until a field says otherwise."""
