"""Is a notebook fit to hand in? Sentences that a student can act on, ahead of any traceback."""

import imagelessons.registered  # noqa: F401 - by it nbisolate can read packed tests


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "imagelessons.validate.server"}]
