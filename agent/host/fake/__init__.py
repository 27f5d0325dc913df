"""Parts for tests: plain data that satisfies a port, healthy by default."""
