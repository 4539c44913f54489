"""Pictures in a notebook's file: only what begins like one is kept."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

# What pictures of each kind begin with; a browser goes by these bytes too.
PICTURES = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
}
_MOST_MB = 5


def clean_picture(kind: str, data: Any, limit_mb: float = _MOST_MB) -> str | None:
    """Return a picture's base64 text if it is what it says it is, else None.

    Parameters
    ----------
    kind : str
        ``"image/png"`` or ``"image/jpeg"``.
    data : str or list of str
    limit_mb : float

    Returns
    -------
    str or None
        On one line.
    """
    if isinstance(data, list):
        data = "".join(part for part in data if isinstance(part, str))
    if kind not in PICTURES or not isinstance(data, str):
        return None
    if len(data) > limit_mb * 1_000_000 * 4 / 3 + 10_000:
        return None
    plain = "".join(data.split())
    try:
        raw = base64.b64decode(plain, validate=True)
    except (binascii.Error, ValueError):
        return None
    return plain if raw.startswith(PICTURES[kind]) else None


def clean_attachments(found: Any) -> dict[str, dict[str, str]]:
    """Return the attached pictures of a Markdown cell that are pictures.

    Parameters
    ----------
    found : dict
        Name -> kind -> base64 text; may be anything.

    Returns
    -------
    dict
    """
    kept: dict[str, dict[str, str]] = {}
    if not isinstance(found, Mapping):
        return kept
    for name, kinds in list(found.items())[:20]:
        if not isinstance(name, str) or not isinstance(kinds, Mapping):
            continue
        for kind in PICTURES:
            picture = clean_picture(kind, kinds.get(kind))
            if picture:
                kept[name] = {kind: picture}
    return kept
