"""Hints in steps, for each misconception."""
