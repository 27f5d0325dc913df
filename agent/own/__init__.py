"""IT's own checks: rows of the policy made into checks like any other."""
