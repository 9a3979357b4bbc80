"""Units, exact quantities, dates and working days."""
