"""Is a notebook fit to hand in? Sentences that a student can act on, ahead of any traceback."""


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "imagelessons.validate.server"}]
