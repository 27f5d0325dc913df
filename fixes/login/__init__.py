"""Repairs: login."""
