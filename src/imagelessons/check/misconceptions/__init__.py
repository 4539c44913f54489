"""What learners believe: a code for each, what is said about it, and where to read on."""
