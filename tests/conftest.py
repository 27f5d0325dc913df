"""Shared by all tests: the project's folder is importable."""
