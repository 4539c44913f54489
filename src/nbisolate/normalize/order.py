"""Put tests and other locked cells of a notebook where they belong: a test after its answer."""

from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from nbisolate.normalize.source import Original, Source


@dataclass(eq=False)
class Part:
    """A cell of a notebook that is being repaired.

    Attributes
    ----------
    cell : nbformat.NotebookNode
    name : str or None
        The grade id of the cell of the source that it stands for; None for a cell of the
        student's own.
    said : dict
        nbgrader's metadata as the student's file has it.
    """

    cell: NotebookNode
    name: str | None
    said: dict[str, Any] = field(default_factory=dict)


def put_back(parts: list[Part], source: Source, notes: list[str]) -> list[Part]:
    """Return the parts with what is missing put in and what was moved put back.

    Parameters
    ----------
    parts : list of Part
        No name twice. The student's own cells and answers keep their order.
    source : Source
    notes : list of str
        Gets a sentence for each repair.

    Returns
    -------
    list of Part
    """
    parts = list(parts)
    put_in: list[str] = []
    for number, original in enumerate(source.cells):
        index = places(parts)
        if original.name not in index:
            if original.solution and not original.grade:
                notes.append(
                    f"The answer cell {original.name!r} was deleted; it counts as not given."
                )
                continue
            made = Part(placeholder(original, number), original.name)
            parts.insert(_place_for(parts, original, source), made)
            if original.solution:
                notes.append(
                    f"The answer cell {original.name!r} was deleted; it counts as not given."
                )
            else:
                put_in.append(original.name)
        elif not _stands_right(index, original, source):
            moved = parts.pop(index[original.name])
            parts.insert(_place_for(parts, original, source), moved)
            notes.append(f"The cell {original.name!r} had been moved; it was put back.")
    if put_in:
        names = ", ".join(map(repr, put_in[:8]))
        more = f" and {len(put_in) - 8} more" if len(put_in) > 8 else ""
        one = len(put_in) == 1
        notes.append(
            f"The {'cell' if one else 'cells'} {names}{more} had been deleted; "
            f"{'it was' if one else 'they were'} put back."
        )
    return parts


def placeholder(original: Original, number: int = 0) -> NotebookNode:
    """Return the cell that takes the place of a deleted one.

    Parameters
    ----------
    original : Original
    number : int
        Its place in the source, for the cell's id.

    Returns
    -------
    nbformat.NotebookNode
        The original; but an answer in code is made a comment, because it would undo what the
        student may have written elsewhere.
    """
    cell = original.cell(number)
    if original.solution and original.cell_type == "code":
        cell.source = "\n".join(f"# {line}".rstrip() for line in original.text.split("\n"))
    return cell


def places(parts: list[Part]) -> dict[str, int]:
    """Return where each cell of the source stands."""
    return {part.name: place for place, part in enumerate(parts) if part.name is not None}


def _own_answers(original: Original, source: Source, index: dict[str, int]) -> list[int]:
    """Return the places of the answers between a test and the test before it.

    If there are none, or none is left, those of the nearest answers before.
    """
    own: list[int] = []
    for cell in reversed(source.cells[: source.places[original.name]]):
        if cell.solution and cell.cell_type == "code" and cell.name in index:
            own.append(index[cell.name])
        elif cell.is_test and own:
            break
    return own


def _following(original: Original, source: Source) -> list[Original]:
    return [
        cell
        for cell in source.cells[source.places[original.name] + 1 :]
        if cell.cell_type == "code" and (cell.solution or cell.grade)
    ]


def _is_start(original: Original, source: Source) -> bool:
    return not any(cell.solution for cell in source.cells[: source.places[original.name]])


def _stands_right(index: dict[str, int], original: Original, source: Source) -> bool:
    here = index[original.name]
    if original.cell_type != "code" or not original.locked:
        return True
    following = [index[cell.name] for cell in _following(original, source) if cell.name in index]
    if not original.is_test:
        if not following:
            return True
        # What the whole notebook starts from must stand before all of it, what an exercise
        # starts from before that exercise.
        return here < (min(following) if _is_start(original, source) else following[0])
    own = _own_answers(original, source, index)
    if not own:
        return True
    answers = [c.name for c in _following(original, source) if c.solution and c.name in index]
    if here < max(own):
        return False
    # It may stand behind the next answer only if that one was itself moved before its own.
    return not answers or not max(own) < index[answers[0]] < here


def _place_for(parts: list[Part], original: Original, source: Source) -> int:
    index = places(parts)
    here = source.places[original.name]
    if original.is_test:
        own = _own_answers(original, source, index)
        if own:
            place = max(own) + 1
            # The student's own cells behind his answer may belong to it.
            while place < len(parts) and parts[place].name is None:
                place += 1
            return place
    if original.locked:
        after = [index[cell.name] for cell in source.cells[here + 1 :] if cell.name in index]
        if after:
            return min(after) if _is_start(original, source) else after[0]
    before = [index[cell.name] for cell in source.cells[:here] if cell.name in index]
    return before[-1] + 1 if before else 0
