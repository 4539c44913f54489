"""The folder in which a student opens lessons and exercises, and what is put there."""
