"""Pieces of an HTML page that reads well on paper and aloud."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from nbisolate.pages.texts import printable

# A table of so many rows stays on one page.
SHORT = 14
# Everything in black on white: nothing is lost on paper, and no colour tells anything.
STYLE = """
body { font-family: Georgia, "DejaVu Serif", serif; line-height: 1.45; color: #000;
  background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1.2rem; }
h1, h2, h3, th, caption { font-family: "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; }
h1 { margin-bottom: 0.2rem; }
h2 { margin-top: 2.4rem; border-bottom: 2px solid #000; padding-bottom: 0.2rem; }
h3 { margin-bottom: 0.4rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: 0.8rem 0 1.2rem; font-size: 0.93rem; }
caption { text-align: left; font-size: 0.88rem; padding-bottom: 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.7rem;
  border-bottom: 1px solid #777; overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid #000; vertical-align: bottom; overflow-wrap: normal; }
tbody th { font-weight: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
tbody th { min-width: 9rem; }
.total th, .total td { border-top: 2px solid #000; font-weight: bold; }
dt { font-weight: bold; margin-top: 0.4rem; }
dd { margin-left: 1.4rem; }
pre { border: 1px solid #777; padding: 0.5rem 0.8rem; overflow-x: auto; font-size: 0.86rem;
  white-space: pre-wrap; overflow-wrap: anywhere; }
code, pre { font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; }
td code { white-space: nowrap; }
img { max-width: 100%; height: auto; }
a { color: inherit; }
.note { font-size: 0.93rem; }
@media print {
  @page { margin: 16mm; }
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; }
  nav { display: none; }
  table { font-size: 9.5pt; }
  th, td { padding: 0.15rem 0.4rem; }
  h2, h3, caption { break-after: avoid; }
  tr, figure, pre, .together, .short { break-inside: avoid; }
  thead { display: table-header-group; }
  .new-page { break-before: page; }
  .scroll { overflow: visible; }
  a { text-decoration: none; }
}
"""


class Markup(str):
    """Text that is HTML already and must not be escaped again."""

    __slots__ = ()


def cell(value: object) -> str:
    """Return a value as HTML: escaped, unless it is markup already.

    Examples
    --------
    >>> cell("<b>"), cell(Markup("<b>x</b>"))
    ('&lt;b&gt;', '<b>x</b>')
    """
    return str(value) if isinstance(value, Markup) else escape(printable(str(value)))


def rich(text: str) -> Markup:
    """Return a sentence as HTML, with what stands between backticks set as code.

    Examples
    --------
    >>> rich("Use `a < b`.")
    'Use <code>a &lt; b</code>.'
    """
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", cell(text)))


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    total: Sequence[object] = (),
    numbers: Iterable[int] = (),
) -> Markup:
    """Return a table with a caption, whose rows begin with a row header.

    Parameters
    ----------
    caption : str
        What the table shows.
    heads : sequence of str
        The column headers.
    rows : iterable of sequence
        The first value of each is the header of its row.
    total : sequence, optional
        A last row that stands apart.
    numbers : iterable of int, optional
        The columns that hold numbers and stand to the right.
    """
    right = set(numbers)

    def line(values: Sequence[object], mark: str = "") -> str:
        first, *others = values
        cells = "".join(
            f"<td{_number(place in right)}>{cell(value)}</td>"
            for place, value in enumerate(others, start=1)
        )
        return f'<tr{mark}><th scope="row">{cell(first)}</th>{cells}</tr>'

    columns = "".join(
        f'<th scope="col"{_number(place in right)}>{cell(head)}</th>'
        for place, head in enumerate(heads)
    )
    lines = [line(row) for row in rows]
    if total:
        lines.append(line(total, ' class="total"'))
    body = "\n".join(lines)
    mark = ' class="short"' if len(lines) <= SHORT else ""
    return Markup(
        f'<div class="scroll"><table{mark}>\n<caption>{cell(caption)}</caption>\n'
        f"<thead><tr>{columns}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def paragraph(text: str, *, kind: str = "") -> Markup:
    """Return a paragraph."""
    mark = f' class="{kind}"' if kind else ""
    inside = text if isinstance(text, Markup) else rich(text)
    return Markup(f"<p{mark}>{inside}</p>")


def section(anchor: str, title: str, parts: Iterable[str], *, new_page: bool = False) -> Markup:
    """Return a section with a heading of the second level."""
    mark = ' class="new-page"' if new_page else ""
    body = "\n".join(parts)
    return Markup(
        f'<section{mark} aria-labelledby="{anchor}">\n<h2 id="{anchor}">{cell(title)}</h2>\n'
        f"{body}\n</section>"
    )


def page(title: str, below: str, contents: Sequence[tuple[str, str]], sections: str) -> str:
    """Return the whole page, which needs nothing besides.

    Parameters
    ----------
    title : str
    below : str
        The line below the title.
    contents : sequence of (anchor, title)
    sections : str
        HTML.
    """
    links = "\n".join(f'<li><a href="#{anchor}">{cell(name)}</a></li>' for anchor, name in contents)
    # The policy lets the browser load nothing and run nothing, whatever a name or an answer holds.
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; \
form-action 'none'">
<title>{cell(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>{cell(title)}</h1>
{paragraph(below)}
<nav aria-label="Contents">
<ul>
{links}
</ul>
</nav>
{sections}
</main>
</body>
</html>
"""


def _number(is_number: bool) -> str:
    return ' class="number"' if is_number else ""
