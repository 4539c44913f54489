"""What authors and instructors of this course use."""
