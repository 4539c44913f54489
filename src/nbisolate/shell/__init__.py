"""A shell that runs a notebook's cells and keeps their outputs: Validate's and the grader's."""
