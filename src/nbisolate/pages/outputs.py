"""Clean what a student's cells put out, so that pages of feedback can show it to anyone.

What a student's code shows is a stranger's web content: the instructor reads it in the formgrader,
with the right to change grades. Text, plain tables and pictures stay; scripts, styles, addresses
and all that a browser would load or run don't.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode

from nbisolate.normalize.attachments import PICTURES, clean_picture
from nbisolate.normalize.structure import METADATA_KEY
from nbisolate.pages.html import clean_html

TEXT_KINDS = ("text/markdown", "text/latex", "text/html", "application/json")
# Colours of tracebacks (ESC [ ... m) stay, other commands to a terminal don't.
COMMANDS = re.compile(
    r"\x1b\][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)|\x1b\[[0-9;?]*[^0-9;?m]|\x1b(?!\[)"
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# Letters that a terminal obeys; no text by name needs them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# Of the metadata of an output.
_NAME, _MOST_TEXTS, _MOST_OF_A_TEXT = re.compile(r"[a-z][a-z_]{0,30}"), 20, 2_000


@dataclass(frozen=True)
class OutputLimits:
    """How much of a cell's output is kept.

    Attributes
    ----------
    characters : int
        Of text in one output; what is left out is said in its place.
    outputs : int
        How many outputs of one cell.
    picture_mb : float
        Of one picture, in megabytes.
    cell_mb : float
        Of all outputs of one cell.
    html : int
        Characters of HTML of one cell, which takes long to clean; the plain text beside it stays.
    all_html : int
        The same of all cells of a notebook.
    """

    characters: int = 100_000
    outputs: int = 200
    picture_mb: float = 5
    cell_mb: float = 20
    html: int = 300_000
    all_html: int = 1_000_000


def clean_outputs(
    outputs: Any, limits: OutputLimits | None = None, metadata: Collection[str] = ()
) -> list[NotebookNode]:
    """Return the outputs of a cell as any page can show them.

    Parameters
    ----------
    outputs : list of dict
        As nbformat has them; each part may be of a wrong type.
    limits : OutputLimits, optional
    metadata : collection of str, optional
        Keys under which a course's tests put short texts by name, such as what they found.

    Returns
    -------
    list of nbformat.NotebookNode
        New outputs: streams, errors, and data of the kinds ``text/plain``, ``text/html``,
        ``image/png`` and ``image/jpeg``. Of metadata only `metadata` is kept.

    Examples
    --------
    >>> html = {"text/html": "<b onclick='x()'>12</b><script>x()</script>", "text/plain": "12"}
    >>> shown = {"output_type": "display_data", "data": html, "metadata": {"width": "1 onload=x()"}}
    >>> clean_outputs([shown])[0].data
    {'text/plain': '12', 'text/html': '<b>12</b>'}
    """
    limits = limits or OutputLimits()
    outputs = outputs if isinstance(outputs, list) else []
    left, cleaned, html = limits.cell_mb * 1_000_000, [], limits.html
    for output in _streams_joined(outputs):
        if len(cleaned) == limits.outputs:
            cleaned.append(_stream("... more outputs of this cell are left out ...\n"))
            break
        made = _clean(_with_html(output, html), limits, metadata)
        if made is None:
            continue
        html -= html_of(output)
        left -= _size(made)
        if left < 0 and made["output_type"] != "error":
            cleaned.append(_stream("... an output is left out: this cell shows too much ...\n"))
            break
        cleaned.append(nbformat.from_dict(made))
    return cleaned


def clean_text(text: Any, limit: int = OutputLimits.characters) -> str:
    r"""Return a text without what could fool a terminal or a reader, cut to a limit.

    Parameters
    ----------
    text : str or list of str
    limit : int
        The most characters; beginning and end stay.

    Returns
    -------
    str

    Examples
    --------
    >>> clean_text("\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link\x00")
    '\x1b[31mred\x1b[0m link'
    >>> clean_text("a" * 100, limit=20)
    'aaaaaaaaaa\n... 80 characters are left out ...\naaaaaaaaaa'
    """
    if isinstance(text, list):
        text = "".join(part for part in text if isinstance(part, str))
    if not isinstance(text, str):
        return ""
    if len(text) > limit:
        half = limit // 2
        gone = len(text) - 2 * half
        text = f"{text[:half]}\n... {gone} characters are left out ...\n{text[-half:]}"
    text = CONTROLS.sub("", COMMANDS.sub("", text))
    return text.encode("utf-8", "replace").decode("utf-8")


def clean_metadata(found: Any) -> dict[str, Any]:
    """Return the metadata of a notebook that a page of it needs.

    Parameters
    ----------
    found : dict
        It may come from a kernel in which a stranger's code ran.

    Returns
    -------
    dict
        The language, the kernel, and what the course itself wrote.

    Examples
    --------
    >>> clean_metadata({"title": "<b>", "language_info": {"name": "python", "version": "<b>"}})
    {'language_info': {'name': 'python'}}
    """
    kept: dict[str, Any] = {}
    if not isinstance(found, Mapping):
        return kept
    needed = {"kernelspec": {"name", "display_name"}, "language_info": {"name"}}
    for key, must in needed.items():
        about = found.get(key) if isinstance(found.get(key), Mapping) else {}
        about = {
            name: value
            for name, value in about.items()
            if isinstance(value, str) and re.fullmatch(r"[\w.+/ ()-]{1,60}", value)
        }
        if must <= set(about):
            kept[key] = about
    if METADATA_KEY in found:
        kept[METADATA_KEY] = found[METADATA_KEY]
    return kept


def _clean(output: Any, limits: OutputLimits, metadata: Collection[str]) -> dict[str, Any] | None:
    if not isinstance(output, Mapping):
        return None
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return _stream(clean_text(output.get("text"), limits.characters), name)
    if kind == "error":
        return _clean_error(output, limits)
    if kind not in {"display_data", "execute_result"}:
        return None
    made: dict[str, Any] = {
        "output_type": kind,
        "data": _clean_data(output.get("data"), limits),
        "metadata": _clean_about(output.get("metadata"), metadata),
    }
    if kind == "execute_result":
        count = output.get("execution_count")
        made["execution_count"] = count if isinstance(count, int) else None
    return made if made["data"] else None


def _clean_about(found: Any, keys: Collection[str]) -> dict[str, Any]:
    """Return the short texts by name that metadata has under some keys."""
    found = found if isinstance(found, Mapping) else {}
    kept = {key: found[key] for key in keys if isinstance(found.get(key), Mapping)}
    return {
        key: {
            name: clean_text(_CONTROL.sub("", text)[:_MOST_OF_A_TEXT], _MOST_OF_A_TEXT)
            for name, text in list(texts.items())[:_MOST_TEXTS]
            if isinstance(text, str) and _NAME.fullmatch(str(name))
        }
        for key, texts in kept.items()
    }


def html_of(output: Any) -> int:
    """Return how many characters of HTML an output has.

    Examples
    --------
    >>> html_of({"data": {"text/html": ["<b>", "12"]}})
    5
    """
    data = output.get("data") if isinstance(output, Mapping) else None
    html = data.get("text/html", "") if isinstance(data, Mapping) else ""
    return len("".join(map(str, html)) if isinstance(html, list) else str(html))


def _with_html(output: Any, most: int) -> Any:
    """Return an output without its HTML, if that is longer than it may be."""
    if html_of(output) <= most:
        return output
    data = {kind: part for kind, part in output["data"].items() if kind != "text/html"}
    return {**output, "data": data or {"text/plain": "<HTML that is left out: too much of it>"}}


def _clean_error(output: Mapping[str, Any], limits: OutputLimits) -> dict[str, Any]:
    found = output.get("traceback")
    lines = [line for line in found if isinstance(line, str)] if isinstance(found, list) else []
    text = clean_text("\n".join(lines), limits.characters)
    return {
        "output_type": "error",
        "ename": clean_text(output.get("ename"), 200),
        "evalue": clean_text(output.get("evalue"), 2_000),
        "traceback": text.split("\n") if text else [],
    }


def _clean_data(found: Any, limits: OutputLimits) -> dict[str, str]:
    if not isinstance(found, Mapping):
        return {}
    data: dict[str, str] = {}
    if "text/plain" in found:
        data["text/plain"] = clean_text(found["text/plain"], limits.characters)
    for kind in PICTURES:
        picture = clean_picture(kind, found.get(kind), limits.picture_mb)
        if picture:
            data[kind] = picture
    html = found.get("text/html")
    html = "".join(map(str, html)) if isinstance(html, list) else html
    if isinstance(html, str) and len(html) <= limits.characters:
        cleaned = clean_html(html)
        if cleaned.strip():
            data["text/html"] = cleaned
    if data:
        return data
    for kind in TEXT_KINDS:
        text = clean_text(found.get(kind), limits.characters)
        if text.strip():
            return {"text/plain": text}
    kinds = ", ".join(clean_text(kind, 80) for kind in list(found)[:3] if isinstance(kind, str))
    return {"text/plain": f"<an output of the kind {kinds} is left out>"} if kinds else {}


def _stream(text: str, name: str = "stdout") -> dict[str, Any]:
    return nbformat.from_dict({"output_type": "stream", "name": name, "text": text})


def _streams_joined(outputs: list[Any]) -> Iterable[Any]:
    """Join streams of one name that follow each other: a print a line is not an output a line."""
    waiting: dict[str, Any] | None = None
    parts: list[str] = []
    for output in [*outputs, None]:
        is_stream = isinstance(output, Mapping) and output.get("output_type") == "stream"
        if is_stream and waiting is not None and output.get("name") == waiting.get("name"):
            parts.append(_joined(output.get("text")))
            continue
        if waiting is not None:
            yield {**waiting, "text": "".join(parts)}
        waiting, parts = (output, [_joined(output.get("text"))]) if is_stream else (None, [])
        if not is_stream and output is not None:
            yield output


def _joined(text: Any) -> str:
    if isinstance(text, list):
        return "".join(part for part in text if isinstance(part, str))
    return text if isinstance(text, str) else ""


def _size(output: Mapping[str, Any]) -> int:
    texts = [output.get("text", ""), *output.get("data", {}).values(), *output.get("traceback", [])]
    return sum(len(text) for text in texts)
