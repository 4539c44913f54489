"""A finding, a success or a hint as HTML that flows at any width, in a light or a dark theme."""

import html
import re
from collections.abc import Iterable

# Colours of JupyterLab's theme, with one for programs that have none. Words are always in the
# theme's own colour; a colour marks the sign and the edge only, and is never alone.
_COLOURS = {
    "wrong": "var(--jp-error-color1, #c62828)",
    "not attempted": "var(--jp-warn-color1, #b26a00)",
    "not checked": "var(--jp-warn-color1, #b26a00)",
    "right": "var(--jp-success-color1, #2e7d32)",
    "hint": "var(--jp-info-color1, #0277bd)",
}
SIGNS = {"wrong": "✘", "not attempted": "○", "not checked": "?", "right": "✔", "hint": "→"}
_BOX = (
    "border-left: 4px solid {colour}; padding: 2px 0 2px 12px; margin: 4px 0; "
    "max-width: 46em; flex: 1 1 24em; overflow-wrap: anywhere; line-height: 1.5"
)
_SIGN = "color: {colour}; font-size: 1.4em; font-weight: bold; line-height: 1"
_PARAGRAPH = "margin: 0.4em 0"


def box(kind: str, head: str, paragraphs: Iterable[str]) -> str:
    """Return a box of HTML: a sign and a first line, then paragraphs.

    Parameters
    ----------
    kind : {"wrong", "not attempted", "not checked", "right", "hint"}
    head : str
        HTML.
    paragraphs : iterable of str
        HTML; empty ones are left out.

    Returns
    -------
    str
        The sign is for the eye only: what it means must stand in the words too.

    Examples
    --------
    >>> "<p" in box("right", "<strong>Exercise 1</strong> passes.", ["3 of 7 done."])
    True
    """
    colour = _COLOURS[kind]
    sign = f'<span aria-hidden="true" style="{_SIGN.format(colour=colour)}">{SIGNS[kind]}</span>'
    lines = [f"{sign} {head}", *filter(None, paragraphs)]
    inside = "".join(f'<p style="{_PARAGRAPH}">{line}</p>' for line in lines)
    return f'<div role="status" style="{_BOX.format(colour=colour)}">{inside}</div>'


def words(text: str) -> str:
    """Return a sentence as HTML, with what stands between backticks as code.

    Examples
    --------
    >>> words("`a < b` is a mask.")
    '<code>a &lt; b</code> is a mask.'
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))


def strong(text: str) -> str:
    """Return a text in bold."""
    return f"<strong>{words(text)}</strong>"


def link(address: str, text: str) -> str:
    """Return a link.

    Examples
    --------
    >>> link("a.ipynb#One", "One")
    '<a href="a.ipynb#One">One</a>'
    """
    return f'<a href="{html.escape(address)}">{words(text)}</a>'
