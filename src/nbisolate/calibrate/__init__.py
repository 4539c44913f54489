"""Which tests are graded apart from a student's code, which beside it, and what comes of both."""
