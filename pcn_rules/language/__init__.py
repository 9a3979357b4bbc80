"""The language: text into the typed model of a specification."""
