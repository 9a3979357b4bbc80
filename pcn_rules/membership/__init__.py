"""Practices that leave networks, join them or divide them, and what becomes of both sides."""
