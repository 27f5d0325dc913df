"""Repairs: disk."""
