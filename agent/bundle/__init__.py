"""What IT is handed: allowed, redacted, bounded, readable, and replayed."""
