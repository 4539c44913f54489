"""Grade a class of submissions."""
