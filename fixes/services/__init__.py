"""Repairs: services."""
