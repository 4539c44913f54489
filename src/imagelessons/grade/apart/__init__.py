"""Grading apart: the student's cells in one process, shut in, and the tests in another.

What a test needs of the student is asked for by name and crosses as plain data. `frames` are the
messages, `crossing` turns values into plain data and back, and `arguments` does to a test's own
arguments what a function did to them in the other process.
"""
