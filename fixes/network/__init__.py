"""Repairs: network."""
