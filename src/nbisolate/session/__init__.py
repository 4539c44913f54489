"""The student's cells in one process, shut in, and the tests in another.

What a test needs of the student is asked for by name and crosses as plain data. `messages` is what
the two say to each other, and `warm_parent` forks them.
"""
