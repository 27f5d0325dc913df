"""What IT allows and requires: one typed model, read from TOML."""
