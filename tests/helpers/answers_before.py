"""Find answers that stand before their cell: in the question, or in the code of the cell itself."""

import ast
import io
import re
import tokenize

import nbformat

from imagelessons.workspace.predictions import PREDICT, paragraphs

# A printed remark: "- lower left", "because it wraps".
REMARK = re.compile(r"(?:^|\s)(?:- |-> |: no, |because |that is )\s*[a-z]")
SENTENCE = re.compile(r"\w{2,} \w+.*[.!]$")
NUMBER = re.compile(r"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?(?: ?%)?(?![.,]?\d)(?!\w)")
WORD = re.compile(r"(?<!\w)(?:True|False|None|[A-Z]\w*Error|u?int\d+|float\d+)(?!\w)")


def questions(notebook: nbformat.NotebookNode) -> list[tuple[str, list[nbformat.NotebookNode]]]:
    """Return each question (from its ``**Predict.**`` on) with the code cells that answer it."""
    found = []
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type != "markdown":
            continue
        pieces = list(paragraphs(cell.source))
        asked = [number for number, (kind, _) in enumerate(pieces) if kind == "predict"]
        if not asked or any(kind in {"heading", "try"} for kind, _ in pieces[asked[-1] + 1 :]):
            continue
        text = "\n".join("\n".join(piece) for _, piece in pieces[asked[-1] :])
        answers = []
        for following in notebook.cells[place + 1 :]:
            if following.cell_type != "code":
                break
            answers.append(following)
        if answers:
            found.append((text[PREDICT.search(text).start() :], answers))
    return found


def answers_before(question: str, cell: nbformat.NotebookNode) -> list[str]:
    """Return what gives the answer of a cell away before it is run.

    Parameters
    ----------
    question : str
        The Markdown from ``**Predict.**`` on.
    cell : nbformat.NotebookNode
        A code cell with its stored outputs.

    Returns
    -------
    list of str
        Printed remarks; comments and a question that hold a number, a dtype, True, False or the
        name of an error that the output holds and the code doesn't.
    """
    found = [f"printed: {text!r}" for text in _printed_after_a_value(cell.source)]
    bare, comments = _code_and_comments(cell.source)
    results = _facts(_output(cell)) - _facts(bare)
    for comment in comments:
        found += [f"comment: {fact!r}" for fact in sorted(_facts(comment) & results)]
    return found + [f"question: {fact!r}" for fact in sorted(_facts(question) & results)]


def _output(cell: nbformat.NotebookNode) -> str:
    return "\n".join(output.get("text", "") for output in cell.outputs)


def _facts(text: str) -> set[str]:
    """Return the words of results in a text; digits alone are everywhere and say little."""
    numbers = {found.group().replace(" ", "") for found in NUMBER.finditer(text)}
    return {one for one in numbers if len(one) > 1} | set(WORD.findall(text))


def _code_and_comments(source: str) -> tuple[str, list[str]]:
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    for comment in comments:
        source = source.replace(comment, "")
    return source, comments


def _printed_after_a_value(source: str) -> list[str]:
    """Return the remarks printed after the last value, and the printed sentences."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"):
            continue
        parts = [
            part
            for argument in node.args
            for part in (argument.values if isinstance(argument, ast.JoinedStr) else [argument])
        ]
        texts = [getattr(part, "value", None) for part in parts]
        values = [place for place, text in enumerate(texts) if not isinstance(text, str)]
        for place, text in enumerate(texts):
            if place in values:
                continue
            # a remark with a value behind it is that value's label: "- mean", 3.2
            remark = values and place > values[-1] and REMARK.search(text)
            sentence = place < min(values, default=len(texts)) and SENTENCE.search(text)
            if remark or sentence:
                found.append(text)
    return found
