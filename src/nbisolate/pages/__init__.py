"""What the pages show of a student's notebook, and nothing that a browser runs."""
