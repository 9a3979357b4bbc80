"""Two specifications into what changed between them: pairs, changes, directions, witnesses."""
