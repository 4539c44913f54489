"""Begin new exercises and lessons."""
