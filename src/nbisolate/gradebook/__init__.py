"""Points and comments, written into nbgrader's gradebook."""
