"""Read what a student handed in, put it back into shape, and say what it is worth.

Validate, `make check` and the grader all do it with what is here. So it knows neither a gradebook
nor a server, and needs nothing that only authors and instructors have.
"""
