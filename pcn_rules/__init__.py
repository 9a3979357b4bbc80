"""Controlled English for primary care network contracts, and verdicts on real, incomplete data."""

__version__ = "0.1.0"
