"""Values of a student's process as plain data, and back."""
