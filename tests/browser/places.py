"""Where a student finds things, and the answers that the tests type."""

LESSONS = [
    "01-greyscale",
    "02-masking",
    "03-colour-channels",
    "04-large-images",
    "05-volumes",
    "06-dicom",
]
START = "00-start-here.ipynb"


def lesson(name: str) -> str:
    """Return the place of a lesson, as `01-greyscale`."""
    return f"{name}.ipynb"


def exercises(name: str) -> str:
    """Return the place of the exercises of a lesson."""
    return f"exercises/exercises-{name}/exercises-{name}.ipynb"
