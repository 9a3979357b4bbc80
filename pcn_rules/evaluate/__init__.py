"""A specification and a network into verdicts with their reasons."""
