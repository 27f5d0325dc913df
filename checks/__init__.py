"""Questions about a machine; ``checks.catalogue`` lists every one."""
