"""Fold the answers to a lesson's questions, so that a question can be thought about first.

In a lesson, ``**Predict.**`` asks what the next code cell will do, and the text below that cell
tells why. In the copy that a student opens nothing has been run yet, so that text would give the
answer away: here it goes into ``<details>``, which open with a click, or with Tab and Enter.
"""

import copy
import re
from collections.abc import Iterator

from nbformat import NotebookNode

SUMMARY = "What happened, and why"
OPEN = f"<details>\n<summary>{SUMMARY}</summary>\n"
CLOSE = "</details>"
# What stands below this line in a cell leads on to the next cell: no answer, and it stays open.
NEXT = "<!-- next -->"

PREDICT = re.compile(r"\*\*Predict[.:]\*\*")
TRY_IT = re.compile(r"\*\*Try it[.:]\*\*")
HEADING = re.compile(r" {0,3}#{1,6}\s")
FENCE = re.compile(r"(?:[ >]|[-*+] |\d+[.)] )*(```+|~~~+)")


def paragraphs(text: str) -> Iterator[tuple[str, list[str]]]:
    r"""Yield a Markdown text in pieces, each with what it is.

    A piece is cut where a blank line ends a paragraph, and before and after a heading. Code
    fences, formulas between ``$$`` and ``<details>`` are never cut.

    Parameters
    ----------
    text : str
        The source of a Markdown cell.

    Yields
    ------
    kind : str
        ``"heading"``, ``"predict"``, ``"try"``, ``"details"``, ``"next"`` or ``"text"``.
    lines : list of str
        The lines of the piece. All pieces joined give the text again.

    Examples
    --------
    >>> [kind for kind, _ in paragraphs("## Row\n**Predict.** Which?\n\nThat one.")]
    ['heading', 'predict', 'text']
    """
    piece: list[str] = []
    fence, formula, depth = "", False, 0
    blank = False  # the piece has ended, blank lines may follow
    for line in text.split("\n"):
        whole = not fence and not formula and not depth
        starts = bool(HEADING.match(line)) or (blank and line.strip())
        if whole and piece and (starts or HEADING.match(piece[0])) and line.strip():
            yield kind_of(piece), piece
            piece = []
        piece.append(line)
        if fence:
            if line.strip(" >").startswith(fence) and not line.strip(" >").strip(fence[0]):
                fence = ""
        elif opened := FENCE.match(line):
            fence = opened.group(1)
        else:
            formula ^= line.count("$$") % 2 == 1
            depth += len(re.findall(r"<details\b", line)) - line.count("</details>")
        blank = not fence and not formula and not depth and not line.strip()
    if piece:
        yield kind_of(piece), piece


def kind_of(piece: list[str]) -> str:
    """Return what a piece of Markdown is; see `paragraphs`."""
    first = next((line for line in piece if line.strip()), "")
    if HEADING.match(first):
        return "heading"
    if first.lstrip().startswith("<details"):
        return "details"
    if first.strip() == NEXT:
        return "next"
    if FENCE.match(first):
        return "text"
    text = "\n".join(piece)
    if PREDICT.search(text):
        return "predict"
    return "try" if TRY_IT.search(text) else "text"


def folded(pieces: list[list[str]]) -> list[str]:
    """Return the lines of these pieces within one ``<details>``: no line for no piece."""
    lines = [line for piece in pieces for line in piece]
    if not lines:
        return []
    blank = len(lines)
    while blank and not lines[blank - 1].strip():
        blank -= 1
    return [*OPEN.split("\n"), *lines[:blank], "", CLOSE, *(lines[blank:] or [""])]


def fold_answers(notebook: NotebookNode) -> NotebookNode:
    r"""Return a copy of a lesson in which the answer to each *Predict* is folded.

    Folded is the Markdown that comes right after the code cell (or cells) that a ``**Predict.**``
    asks about, up to the next heading, the next ``**Predict.**`` or ``**Try it.**``, or the
    comment ``<!-- next -->`` after which the text leads on to another cell. Where no code cell
    follows a question, the text below it is its answer. Headings and what is folded already
    stay as they are, cells keep their number, order and ids, and a lesson folded twice is the
    same as one folded once.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A lesson, of nbformat's version 4. It isn't changed.

    Returns
    -------
    nbformat.NotebookNode

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> question = new_markdown_cell("**Predict.** Is 7 prime?")
    >>> answer = new_markdown_cell("It is.\n\n## Next")
    >>> lesson = new_notebook(cells=[question, new_code_cell("7 % 2"), answer])
    >>> print(fold_answers(lesson).cells[2].source)
    <details>
    <summary>What happened, and why</summary>
    <BLANKLINE>
    It is.
    <BLANKLINE>
    </details>
    <BLANKLINE>
    ## Next
    """
    notebook = copy.deepcopy(notebook)
    waits = answered = False  # a question waits for its cell; the cell has come
    for cell, following in zip(notebook.cells, [*notebook.cells[1:], None], strict=True):
        if cell.cell_type == "code":
            answered = waits
        elif cell.cell_type == "markdown":
            code_follows = following is not None and following.cell_type == "code"
            cell.source, waits = fold_text(cell.source, answered, code_follows)
            answered = False
    return notebook


def fold_text(text: str, answered: bool, code_follows: bool) -> tuple[str, bool]:
    """Fold the answers in the source of one Markdown cell.

    Parameters
    ----------
    text : str
        The source of the cell.
    answered : bool
        Whether the cell begins with an answer.
    code_follows : bool
        Whether the next cell is a code cell.

    Returns
    -------
    text : str
        The source with its answers folded.
    waits : bool
        Whether the cell ends with a question that the next cell answers.
    """
    pieces = list(paragraphs(text))
    lines: list[str] = []
    answer: list[list[str]] = []
    waits = False
    for place, (kind, piece) in enumerate(pieces):
        if kind == "text" and answered:
            answer.append(piece)
            continue
        lines += folded(answer) + piece
        answer = []
        if kind == "predict":
            # with text and code below it, that text is still part of the question
            waits = code_follows and all(k in {"text", "details"} for k, _ in pieces[place + 1 :])
            answered = not waits
        elif kind not in {"text", "details"}:
            waits = answered = False
    lines += folded(answer)
    new = "\n".join(lines)
    return (text if new == text else new.rstrip("\n")), waits
