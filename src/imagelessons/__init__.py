"""Image handling in Python for biology and medicine: the helper package behind the lessons."""
