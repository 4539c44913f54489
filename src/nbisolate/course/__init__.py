"""What there is to know of a course before anything is graded: folders, settings, sources."""
