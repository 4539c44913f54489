"""Put a student's notebook back into the shape that can be graded, without running any of it.

Honest students copy, split, move, delete and retype cells, and some tools lose their metadata.
None of that should cost a point. So the student's file is asked for two things only: the text of
his own cells, and which cell is which. All else comes from the source.
"""

from dataclasses import dataclass, field
from typing import Any

import nbformat
from nbformat import NotebookNode

from nbisolate.normalize.forms import is_piece
from nbisolate.normalize.order import Part, places, put_back
from nbisolate.normalize.source import Original, Source, added_lines, is_changed, same_text
from nbisolate.normalize.structure import (
    METADATA_KEY,
    grade_id,
    is_as_released,
    is_marked,
    repeated_ids,
)
from nbisolate.normalize.tidying import tidy


@dataclass
class _Found:
    """What was found wrong, gathered so that one sentence names all cells of a kind."""

    unknown: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    tagged: list[str] = field(default_factory=list)
    retagged: list[str] = field(default_factory=list)

    def notes(self) -> list[str]:
        sentences = {
            "The {cells} {is_are} not of this assignment; treated as added by the student.": (
                self.unknown
            ),
            "The {cells} had lost its id; found again by its text or its place.": self.lost,
            "The text of the {cells} had been changed; the original was used, and what was added "
            "stands below it.": self.edited,
            "Tags on the {cells} were taken off.": self.tagged,
            "What the notebook says of kind and points of the {cells} had been changed; the "
            "source counts.": self.retagged,
        }
        return [
            sentence.format(cells=named(names), is_are="is" if len(names) == 1 else "are")
            for sentence, names in sentences.items()
            if names
        ]


def repair(notebook: NotebookNode, source: Source | None = None) -> tuple[NotebookNode, list[str]]:
    """Put a notebook back into the shape that can be graded.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A student's.
    source : Source, optional
        The cells as the instructor wrote them. Without it only copied and split cells are mended,
        in place: one of them keeps its id, the others stay as ordinary cells.

    Returns
    -------
    notebook : nbformat.NotebookNode
        A new one: every test and every other locked cell of the source is in it once, with its
        original text and after the answer that it tests; each answer once at most; all else
        as ordinary cells, in the student's order. Metadata is the source's. No outputs.
    notes : list of str
        A sentence for each repair; empty if there was nothing to mend.
    """
    if source is None:
        return _without_source(notebook)
    notebook, found, notes = tidy(notebook), _Found(), []
    parts = _one_of_each(_recognised(notebook, source, found), source, notes)
    _find_by_place(parts, source, found)
    added: dict[str, str] = {}
    for part in parts:
        if part.name is not None:
            added[part.name] = _as_in_source(part, source.by_name[part.name], found, notes)
        else:
            part.cell.metadata = type(part.cell.metadata)()
    parts = put_back(parts, source, notes)
    for part in list(parts):
        if text := added.get(part.name or "", ""):
            own = _own_cell(part.cell, text, source.places[part.name])
            parts.insert(parts.index(part) + 1, Part(own, None))
    notebook.cells = [part.cell for part in parts]
    notebook.metadata = source.metadata()
    return notebook, [*notes, *found.notes()]


def recognised(notebook: NotebookNode, source: Source) -> NotebookNode:
    """Return a copy of a notebook in which each cell of the source that has lost its id has it.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A student's. Its cells keep their order, their kind and their text.
    source : Source

    Returns
    -------
    nbformat.NotebookNode
    """
    notebook, found = tidy(notebook), _Found()
    parts = _recognised(notebook, source, found)
    _find_by_place(parts, source, found)
    for part in parts:
        if part.name in found.lost:
            part.cell.metadata = source.by_name[part.name].metadata()
        elif part.name is None:
            part.cell.metadata.pop("nbgrader", None)
    return notebook


def nothing_handed_in(source: Source, cause: str) -> NotebookNode:
    """Return the notebook that stands for a submission that can't be graded.

    Parameters
    ----------
    source : Source
    cause : str
        Why it can't be graded; the student reads it.

    Returns
    -------
    nbformat.NotebookNode
        The cells of the source with no answers. ``metadata["imagelessons"]["ungraded"]`` is the
        cause; by it `nbisolate.gradebook.scoring` knows that there are no points to give, whatever
        the tests say of an empty notebook.
    """
    notebook = source.notebook()
    notebook.metadata[METADATA_KEY] = {"notes": [cause], "ungraded": cause}
    return notebook


def named(names: list[str]) -> str:
    """Return names of cells as part of a sentence.

    Examples
    --------
    >>> named(["test-a"])
    "cell 'test-a'"
    >>> named(["a", "b"])
    "cells 'a', 'b'"
    """
    shown = ", ".join(repr(name[:60]) for name in names[:8])
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return f"{'cell' if len(names) == 1 else 'cells'} {shown}{more}"


def _part(cell: NotebookNode, source: Source, found: _Found) -> Part:
    said = cell.metadata.get("nbgrader", {})
    name = said.get("grade_id")
    if not isinstance(name, str) or not name:
        return Part(cell, None, said)
    if name not in source.by_name:
        found.unknown.append(name)
        return Part(cell, None, {})
    return Part(cell, name, said)


def _recognised(notebook: NotebookNode, source: Source, found: _Found) -> list[Part]:
    """Return the cells with the names that they have, or had before they lost them."""
    parts = [_part(cell, source, found) for cell in notebook.cells]
    _find_by_id(parts, source, found)
    _find_by_text(parts, source, found)
    return parts


def _released(original: Original) -> str:
    return same_text(original.texts()[0])


def _find_by_id(parts: list[Part], source: Source, found: _Found) -> None:
    """Know a cell again by its own id, which in a release of the course is its grade id."""
    present = {part.name for part in parts}
    for part in parts:
        if part.name is None and part.cell.id in source.by_name and part.cell.id not in present:
            part.name = part.cell.id
            found.lost.append(part.name)


def _find_by_text(parts: list[Part], source: Source, found: _Found) -> None:
    present = {part.name for part in parts}
    nameless: dict[str, Part] = {}
    for part in parts:
        if part.name is None and part.cell.source.strip():
            nameless.setdefault(same_text(part.cell.source), part)
    for original in source.cells:
        if original.name in present:
            continue
        part = nameless.pop(_released(original), None) or nameless.pop(
            same_text(original.text), None
        )
        if part is not None:
            part.name = original.name
            found.lost.append(original.name)


def _find_by_place(parts: list[Part], source: Source, found: _Found) -> None:
    for original in source.cells:
        index = places(parts)
        if original.name in index or not original.solution:
            continue
        here = source.places[original.name]
        before = [index[c.name] for c in source.cells[:here] if c.name in index]
        after = [index[c.name] for c in source.cells[here + 1 :] if c.name in index]
        first = before[-1] + 1 if before else 0
        last = after[0] if after else len(parts)
        kinds = {"code"} if original.cell_type == "code" else {"markdown", "raw"}
        for part in parts[first:last]:
            if part.name is None and part.cell.cell_type in kinds and part.cell.source.strip():
                part.name = original.name
                found.lost.append(original.name)
                break


def _one_of_each(parts: list[Part], source: Source, notes: list[str]) -> list[Part]:
    by_name: dict[str, list[Part]] = {}
    for part in parts:
        if part.name is not None:
            by_name.setdefault(part.name, []).append(part)
    dropped: set[int] = set()
    for name, twins in by_name.items():
        if len(twins) == 1:
            continue
        original = source.by_name[name]
        if original.locked:
            keeper = twins[-1] if original.cell_type == "code" else twins[0]
        else:
            # Who copies an untouched answer cell writes into the copy.
            written = [t for t in twins if same_text(t.cell.source) != same_text(original.text)]
            keeper = (written or twins)[0]
        others = [twin for twin in twins if twin is not keeper]
        if original.cell_type == "markdown" and original.grade:
            _bring_together(keeper.cell, [twin.cell for twin in others])
        for twin in others:
            twin.name, twin.said = None, {}
            # A piece of a test says nothing of the student's, and would only fail.
            text = same_text(twin.cell.source)
            if original.locked and (text in _released(original) or is_piece(text)):
                dropped.add(id(twin))
        notes.append(_repeated(name, len(twins), keeper is twins[-1]))
    return [part for part in parts if id(part) not in dropped]


def _repeated(name: str, count: int, last: bool) -> str:
    return (
        f"The cell {name!r} was there {count} times (copied or split); "
        f"the {'last' if last else 'first'} one was graded."
    )


def _bring_together(keeper: NotebookNode, others: list[NotebookNode]) -> None:
    texts = [keeper.source.strip()]
    for cell in others:
        if cell.source.strip() not in texts:
            texts.append(cell.source.strip())
    keeper.source = "\n\n".join(texts)


def _as_in_source(part: Part, original: Original, found: _Found, notes: list[str]) -> str:
    """Make a cell as the source has it; return what a student had written into a locked one."""
    cell, said, added = part.cell, part.said, ""
    # Of another version of the course: nothing that the student has changed.
    is_released = original.locked and is_as_released(cell)
    if cell.cell_type != original.cell_type:
        notes.append(
            f"The cell {original.name!r} had been turned from {original.cell_type} into "
            f"{cell.cell_type}; it was turned back."
        )
        _retype(cell, original.cell_type)
    if original.locked:
        is_text = original.cell_type != "code" and not original.task
        if is_changed(cell.source, original) and not is_released:
            added = added_lines(cell.source, original)
            if added or not is_text:
                found.edited.append(original.name)
        cell.source = original.text
    if cell.metadata.get("tags") and (original.locked or original.grade):
        found.tagged.append(original.name)
    if said and _says_otherwise(said, original):
        found.retagged.append(original.name)
    cell.metadata = original.metadata()
    return added


def _own_cell(locked: NotebookNode, text: str, number: int) -> NotebookNode:
    """Return a cell of the student's own for what stood in a locked one; it isn't run."""
    kind = "markdown" if locked.cell_type == "markdown" else "raw"
    made = {"cell_type": kind, "id": f"imagelessons-added-{number}", "source": text}
    return nbformat.from_dict(made | {"metadata": {}})


def _retype(cell: NotebookNode, cell_type: str) -> None:
    cell.cell_type = cell_type
    if cell_type == "code":
        cell.pop("attachments", None)
        cell.outputs, cell.execution_count = [], None
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def _says_otherwise(said: dict[str, Any], original: Original) -> bool:
    for key in ("grade", "solution", "locked", "task"):
        if key in said and said[key] is not getattr(original, key):
            # nbgrader itself takes a test for locked, whatever it says.
            if key == "locked" and original.is_test:
                continue
            return True
    if said.get("schema_version", 3) != 3:
        return True
    if original.points is None or "points" not in said:
        return False
    try:
        return float(said["points"]) != original.points
    except (TypeError, ValueError):
        return True


def _without_source(notebook: NotebookNode) -> tuple[NotebookNode, list[str]]:
    notes = []
    for name in repeated_ids(notebook):
        cells = [cell for cell in notebook.cells if grade_id(cell) == name]
        keeper = cells[-1] if is_marked(cells[0], "locked") else cells[0]
        others = [cell for cell in cells if cell is not keeper]
        if keeper.cell_type == "markdown" and is_marked(keeper, "grade"):
            _bring_together(keeper, others)
        for cell in others:
            del cell.metadata["nbgrader"]
        notes.append(_repeated(name, len(cells), keeper is cells[-1]))
    return notebook, notes
