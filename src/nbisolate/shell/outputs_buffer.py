"""The outputs of one cell, as nbformat has them, cut off where there are too many."""

import base64
import json
from collections.abc import Iterable
from typing import Any

MOST_PRINTED = 100_000
MOST_OUTPUTS = 300
MOST_BYTES = 20_000_000  # as they are sent: a letter such as ä takes six
_MOST_ERRORS = 50  # beside all else
_SHORT_ERROR = 1_000
_SHORT = 10_000
_MOST_IN_A_LINE = 20_000
_MOST_LINES = 300
_REST = "\n… (the rest of what this cell printed was left out)\n"


class KeptOutputs:
    """The outputs of the cell that is running.

    Parameters
    ----------
    most_bytes : int, optional
        Pictures and other outputs beyond this are left out.

    Examples
    --------
    >>> kept = KeptOutputs()
    >>> kept.stream("stdout", "one ")
    >>> kept.stream("stdout", "two")
    >>> kept.items
    [{'output_type': 'stream', 'name': 'stdout', 'text': 'one two'}]
    """

    def __init__(self, most_bytes: int = MOST_BYTES):
        self.most_bytes = most_bytes
        self.clear()

    def clear(self) -> None:
        """Start again."""
        self.items: list[dict] = []
        self._shown: dict[str, list[dict]] = {}
        self._bytes = 0
        self._printed = 0

    def stream(self, name: str, text: str) -> None:
        """Add printed text."""
        room = MOST_PRINTED - self._printed
        if room <= 0 or not text:
            return
        self._printed += len(text)
        if len(text) > room:
            text = text[:room] + _REST
        last = self.items[-1] if self.items else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        else:
            self._add({"output_type": "stream", "name": name, "text": text}, size_of([text]))

    def printed(self, name: str) -> str:
        """Return all text that was printed to a stream."""
        texts = (item["text"] for item in self.items if item.get("name") == name)
        return "".join(texts)

    def display(
        self,
        data: dict,
        result: int | None = None,
        transient: dict | None = None,
        update: bool = False,
        metadata: dict | None = None,
    ) -> None:
        """Add what a cell displays, or the value of its last line.

        Parameters
        ----------
        data : dict
            By media type.
        result : int, optional
            The cell's number, for the value of its last line.
        transient : dict, optional
            May hold a ``display_id``, by which it can be updated.
        update : bool, optional
            Whether earlier displays of this id are replaced.
        metadata : dict, optional
            Short texts by name are kept of it, such as what a course's tests found.
        """
        plain = {str(kind): as_text(part) for kind, part in data.items() if part is not None}
        number = str((transient or {}).get("display_id", ""))
        if update:
            for output in self._shown.get(number, []):
                output["data"] = plain
            return
        about = {key: part for key, part in (metadata or {}).items() if _are_texts(part)}
        output: dict[str, Any] = {"output_type": "display_data", "data": plain, "metadata": about}
        if result is not None:
            output |= {"output_type": "execute_result", "execution_count": result}
        if self._add(output, size_of(plain.values())) and number:
            self._shown.setdefault(number, []).append(output)

    def error(self, name: str, value: str, traceback: list[str]) -> None:
        """Add an error."""
        lines = [line[:_MOST_IN_A_LINE] for line in traceback]
        if len(lines) > _MOST_LINES:
            half = _MOST_LINES // 2
            lines = [*lines[:half], "…", *lines[-half:]]
        value = value[:_MOST_IN_A_LINE]
        output = {"output_type": "error", "ename": name[:200], "evalue": value, "traceback": lines}
        # What an answer raised is never left out, but for what it raised before.
        if not self._add(output, size_of([value, *lines])):
            del self.items[MOST_OUTPUTS + _MOST_ERRORS :]
            self.items.append(_shortened(output))

    def _add(self, output: dict, size: int) -> bool:
        self._bytes += size
        fits = self._bytes <= self.most_bytes and len(self.items) < MOST_OUTPUTS
        if fits:
            self.items.append(output)
        return fits


def size_of(texts: Iterable[str]) -> int:
    """Return how many bytes texts take in a message.

    Examples
    --------
    >>> size_of(["grey"]), size_of(["ä"])
    (6, 8)
    """
    return sum(len(json.dumps(text)) for text in texts)


def _are_texts(part: object) -> bool:
    return isinstance(part, dict) and all(
        type(text) is str and len(text) <= _SHORT for pair in part.items() for text in pair
    )


def _shortened(error: dict) -> dict:
    return error | {"evalue": error["evalue"][:_SHORT_ERROR], "traceback": []}


def well_formed(outputs: object) -> list[dict]:
    """Return outputs with all the parts that nbformat's have; what is none is left out.

    Nor is more of them returned than fits into a message, but for what was raised.

    Parameters
    ----------
    outputs : object
        From a process that a stranger's code controls.

    Examples
    --------
    >>> well_formed([5, {"output_type": "stream", "text": ["a"]}])
    [{'output_type': 'stream', 'name': 'stdout', 'text': ''}]
    """
    found = outputs[: MOST_OUTPUTS + 1] if type(outputs) is list else []
    made = (_well_formed(one) for one in found if type(one) is dict)
    kept, room = [], MOST_BYTES
    for one in made:
        if one is None:
            continue
        room -= len(json.dumps(one))
        if room >= 0:
            kept.append(one)
        elif one["output_type"] == "error":
            kept.append(_shortened(one))
    return kept


def _well_formed(output: dict) -> dict | None:
    def text(key: str) -> str:
        value = output.get(key)
        return value if type(value) is str else ""

    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return {"output_type": kind, "name": name, "text": text("text")}
    if kind == "error":
        lines = output.get("traceback")
        lines = [line for line in lines if type(line) is str] if type(lines) is list else []
        about = {"ename": text("ename")[:200], "evalue": text("evalue")}
        return {"output_type": kind, **about, "traceback": lines}
    if kind not in ("display_data", "execute_result"):
        return None
    data = output.get("data")
    data = data.items() if type(data) is dict else ()
    made = {"output_type": kind, "metadata": {}}
    made["data"] = {key: part for key, part in data if type(part) is str}
    if kind == "execute_result":
        count = output.get("execution_count")
        made["execution_count"] = count if type(count) is int else None
    return made


def as_text(part: object) -> str:
    """Return a part of an output as nbformat keeps it: pictures as base64.

    Examples
    --------
    >>> as_text(b"abc")
    'YWJj'
    """
    return base64.b64encode(part).decode() if isinstance(part, bytes) else str(part)
