"""Pages from templates: one environment of Jinja2, which escapes what is put into HTML."""

import re
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from nbisolate.pages.texts import printable


def render(template: str, *packages: str, **values: Any) -> str:
    """Return a page.

    Parameters
    ----------
    template : str
        The name of a file, such as ``"overview.html"``. Text is escaped in ``.html``, and put in
        as it is in others, such as Markdown.
    *packages : str
        Packages with a folder ``templates`` of their own, which is searched before the one here.
        Their pages can extend ``page.html`` and import ``macros.html``.
    **values
        What the template may name.

    Returns
    -------
    str
        Without control signs and signs that turn the direction of writing.
    """
    return _environment(packages).get_template(template).render(values)


def rich(text: str) -> Markup:
    """Return a sentence as HTML, with what is between backticks set as code: a filter.

    Examples
    --------
    >>> rich("Use `a < b`.")
    Markup('Use <code>a &lt; b</code>.')
    """
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(printable(text)))))


@cache
def _environment(packages: tuple[str, ...]) -> Environment:
    made = Environment(
        loader=ChoiceLoader([PackageLoader(one) for one in (*packages, "nbisolate.pages")]),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["rich"] = rich
    return made


def _finalize(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
