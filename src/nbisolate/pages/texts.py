"""Texts of strangers, made harmless for a page or a spreadsheet."""

import re
from unicodedata import category

# Signs that turn the direction of writing, by which a name could be made to read as another.
_TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
# A spreadsheet takes a cell that begins with one of these for a formula, and may run it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Where a comma is part of numbers, a spreadsheet takes the semicolon to be between two cells, and
# doesn't know the quotes around a text with one.
_NEXT_CELL = re.compile(r"([;,]\s*)(?=[=+@＝＋－＠-])")


def printable(text: str) -> str:
    r"""Return a text without control signs, halves of letters and signs that turn the writing.

    Examples
    --------
    >>> printable("Zoë\u202e\x00")
    'Zoë  '
    """
    return "".join(
        " " if category(sign) in ("Cc", "Cs") and sign != "\n" or ord(sign) in _TURNING else sign
        for sign in text
    )


def disarmed(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Parameters
    ----------
    text : str
        Such as a student's name.

    Returns
    -------
    str
        With an apostrophe in front if it begins like a formula, be it behind spaces or signs that
        nobody sees, and also within, behind what could end a cell; line ends, tabs and other
        control characters become spaces, and other texts stay as they are.

    Examples
    --------
    >>> disarmed("=1+1")
    "'=1+1"
    >>> disarmed("Eve;=1+1")
    "Eve;'=1+1"
    >>> disarmed("Müller-Lüdenscheidt")
    'Müller-Lüdenscheidt'
    """
    clean = _NEXT_CELL.sub(r"\1'", printable(text).replace("\n", " "))
    seen = "".join(sign for sign in clean if category(sign) != "Cf")
    starts = (text, text.lstrip(), seen.lstrip())
    return f"'{clean}" if any(start.startswith(_FORMULA) for start in starts) else clean
