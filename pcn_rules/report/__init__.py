"""Results into view models, and those into pages."""
