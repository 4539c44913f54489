"""The folder ``work``: what a student opens and writes into, and no tool of the course overwrites.

Of the rest of the course it knows the folder of the course only.
"""
