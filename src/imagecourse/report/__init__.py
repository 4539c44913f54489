"""What a class knows and what it gets wrong: a page to read, and points for a learning platform."""
