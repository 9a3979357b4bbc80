"""The rules of lint, one to a module; each has a page in docs/lint."""
