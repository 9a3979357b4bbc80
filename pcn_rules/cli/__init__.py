"""The command line: a person's request into calls of the rooms below."""
