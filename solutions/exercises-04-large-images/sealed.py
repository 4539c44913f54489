"""Nothing to seal: the visible tests of exercises-04-large-images look at small examples only."""

from imagelessons.check import Answer


def answers() -> dict[str, Answer]:
    """Return no right values."""
    return {}
