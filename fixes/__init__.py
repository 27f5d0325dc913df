"""Repairs of a machine; ``fixes.catalogue`` lists every one."""
