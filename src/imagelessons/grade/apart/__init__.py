"""Grading apart: the student's cells in one process, shut in, and the tests in another.

::

    notebook.py   drives both, cell by cell             (in nbgrader's process)
      warm.py     the parent of both, libraries loaded  (a process of its own)
        student.py   runs the student's cells           (forked from it, shut in)
        examiner.py  runs the test cells                (forked from it)

What a test needs of the student is asked for by name and crosses as plain data: `frames` are the
messages, `crossing` turns values into them and back.
"""
