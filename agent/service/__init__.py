"""The privileged service: hands without a head. See docs/security.md."""
