"""Figures as plain data, and back."""
