"""What a student's process may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a student's process may use.

    Attributes
    ----------
    cell_seconds : float
        For one cell, and for one call of a student's function by a test.
    test_seconds : float
        For one test cell with all the calls that it makes.
    total_seconds : float
        For the whole notebook.
    memory_mb : int
        Memory beyond what the loaded libraries take.
    file_mb : int
        The size of one file that it writes.
    disk_mb : int
        All files that it writes.
    open_files : int
    threads : int
    output_mb : int
        What one cell may print and draw, or a test may fetch at once.
    """

    cell_seconds: float = 60
    test_seconds: float = 180
    total_seconds: float = 600
    memory_mb: int = 3000
    file_mb: int = 200
    disk_mb: int = 500
    open_files: int = 256
    threads: int = 64
    output_mb: int = 500
