"""Clean HTML and Markdown that a student wrote, for pages that an instructor opens.

The pages of nbgrader render Markdown and HTML as they are. The filters here are set for them in
nbgrader_config.py. Formulas are left to MathJax, which nbconvert loads with its "Safe" extension.
"""

import collections
import re
from html import escape
from typing import Any

import jinja2
import nh3
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TABLE = {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
BLOCKS = {"blockquote", "br", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "ul"}
WORDS = {"b", "code", "del", "em", "i", "kbd", "s", "samp", "span", "strong", "sub", "sup", "u"}
OUTPUT_TAGS = TABLE | BLOCKS | WORDS
# An output needs no links, headings or pictures of its own; a text does.
PAGE_TAGS = OUTPUT_TAGS | {"a", "img", "h1", "h2", "h3", "h4", "h5", "h6"}
# The contents of these are no text to be read.
NO_TEXT = {"script", "style", "template", "title", "xmp"}
# What the value of an attribute must be. Classes are Pygments' short names, and what nbconvert
# wraps them in; pictures are those that the notebook itself holds.
CELL = {"colspan": r"\d{1,3}", "rowspan": r"\d{1,3}"}
OUTPUT_VALUES = {"td": CELL, "th": CELL | {"scope": "row|col"}}
_CLASS = {"class": r"(?:highlight|hl-[a-z0-9]+|[a-z][a-z0-9]{0,2})(?: hl-[a-z0-9]+)?"}
PAGE_VALUES = OUTPUT_VALUES | {
    "a": {"href": r"(?:https?://|mailto:)[!-~].*"},
    "img": {"alt": r"[\s\S]*", "src": r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]+"},
    "ol": {"start": r"\d+"},
    **dict.fromkeys(("div", "span", "pre", "code"), _CLASS),
}
LIMIT = 200_000
# The longest text that is rendered: what Markdown takes for some texts grows with the square.
LONGEST_MARKDOWN = 20_000
DEEPEST = 100
TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]{0,20})")
NEVER_CLOSED = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}


def clean_html(text: str) -> str:
    """Return HTML of an output with plain tables and text only.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        No attributes but those that join the cells of a table; no links, pictures, styles,
        scripts. Nothing of what is too long, or tags in tags too deep.

    Examples
    --------
    >>> clean_html('<table class="big"><tr><td style="x">1<img src="x" onerror="y"></table>')
    '<table><tbody><tr><td>1</td></tr></tbody></table>'
    >>> clean_html("<style>td {color: red}</style>a &lt; b")
    'a &lt; b'
    """
    return _cleaned(text, OUTPUT_TAGS, OUTPUT_VALUES)


def clean_page_html(text: str) -> str:
    """Return rendered Markdown without what a browser would run, load or send.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Links go to web pages and mail addresses only; pictures are those that the notebook itself
        holds.

    Examples
    --------
    >>> clean_page_html('<p id="top">See <a href="javascript:x()">this</a></p>')
    '<p>See <a>this</a></p>'
    >>> clean_page_html('<img src="https://example.org/1.png" alt="a cell">')
    '<img alt="a cell">'
    """
    return _cleaned(text, PAGE_TAGS, PAGE_VALUES)


@jinja2.pass_context
def safe_markdown(context: Any, source: str) -> str:
    """Render Markdown as nbconvert does, then clean it: a filter in the place of its own.

    Parameters
    ----------
    context : jinja2.runtime.Context
        Of the page; its ``cell`` has the attached pictures.
    source : str

    Returns
    -------
    str
        HTML. What can't be rendered is shown as it was written.
    """
    cell = context.get("cell") or {}
    source = str(source or "")
    try:
        if len(source) > LONGEST_MARKDOWN:
            raise ValueError("too long")
        renderer = IPythonRenderer(
            escape=False,
            attachments=cell.get("attachments", {}),
            embed_images=False,
            exclude_anchor_links=True,
        )
        rendered = MarkdownWithMath(renderer=renderer).render(source)
        return clean_page_html(rendered)
    except Exception:
        # Whatever a stranger's text did to the renderer, the page must come to be.
        return f"<pre>{escape(source[:LIMIT])}</pre>"


def safe_html(text: Any) -> str:
    """Clean HTML in a page: a filter in the place of nbconvert's ``clean_html``."""
    text = text.decode() if isinstance(text, bytes) else str(text)
    return clean_page_html(text)


def is_too_deep(text: str) -> bool:
    """Return whether tags stand in tags, more than a hundred deep.

    To put such a text in order takes minutes, hours if it is long.

    Examples
    --------
    >>> is_too_deep("<p>a<br>b</p>" * 1000), is_too_deep("<div>" * 200)
    (False, True)
    """
    depth, opened = 0, collections.Counter()
    for closes, name in TAG.findall(text):
        name = name.lower()
        if name in NEVER_CLOSED:
            continue
        if not closes:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        if depth > DEEPEST:
            return True
    return False


def _cleaned(text: str, tags: set[str], values: dict[str, dict[str, str]]) -> str:
    if len(text) > 10 * LIMIT or is_too_deep(text):
        return ""

    # nh3 asks of every attribute, and would keep one for which this raises.
    def kept(tag: str, name: str, value: str) -> str | None:
        must = values.get(tag, {}).get(name)
        return value if must and re.fullmatch(must, value) else None

    return nh3.clean(
        text.encode("utf-8", "replace").decode("utf-8"),  # without halves of letters
        tags=tags,
        clean_content_tags=NO_TEXT,
        attributes={tag: set(allowed) for tag, allowed in values.items()},
        attribute_filter=kept,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
    )
