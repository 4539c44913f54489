"""Which names of students can be used: they stand in pages, tables and paths."""

# The formgrader's page writes a name as it is, so one with these could run there as a script. It
# stands between tags, and in double quotes: an apostrophe, as in O'Brien, does nothing there.
_OF_HTML = frozenset('<>&"\\')


def why_unusable(name: str) -> str:
    """Return why a student's name can't be used, and what to do; empty if it can.

    Parameters
    ----------
    name : str
        Of a folder of what was handed in; in most courses a login name.

    Examples
    --------
    >>> why_unusable("ada"), why_unusable("Zoë O'Brien")
    ('', '')
    >>> why_unusable("<img src=x onerror=alert(1)>")[:47]
    'The name of the folder has one of the signs < >'
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        return "The name of the folder isn't readable text; rename the folder."
    if set(name) & _OF_HTML:
        return (
            'The name of the folder has one of the signs < > & " \\, which could run as a program '
            "in your browser; rename the folder."
        )
    return ""
