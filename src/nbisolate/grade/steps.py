"""The steps by which nbgrader_config.py has a notebook graded, with ours in place of nbgrader's."""

from collections.abc import Callable
from inspect import isclass
from typing import Any

from nbgrader.converters import Autograde
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    Execute,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)
from traitlets.utils.importstring import import_item

from nbisolate.grade.isolate import RunApart
from nbisolate.grade.preprocessors import (
    CleanOutputs,
    RepairCells,
    SaveGrades,
    ScoreCells,
    look_for_renamed,
)

# RepairCells does what these do. The penalty is written with the points.
_LEFT_OUT = (ClearOutput, DeduplicateIds, OverwriteKernelspec, OverwriteCells, RepairCells)
_LEFT_OUT += (CheckCellMetadata, AssignLatePenalties)
_REPLACED = {Execute: RunApart, SaveAutoGrades: ScoreCells, SaveGrades: ScoreCells}


def steps_of(autograde: Autograde) -> list[Callable[..., Any]]:
    """Return what is done with a notebook, in order; steps of an instructor's own are among it.

    Parameters
    ----------
    autograde : nbgrader.converters.Autograde
        With the course's settings.

    Returns
    -------
    list
        Preprocessors of nbconvert's: classes, or what takes a notebook and its resources.
    """
    first = [RepairCells, *_without(autograde.sanitize_preprocessors)]
    then = [_REPLACED.get(step, step) for step in _without(autograde.autograde_preprocessors)]
    if RunApart not in then:
        then.insert(0, RunApart)
    # What students show is cleaned in any case.
    if CleanOutputs not in then:
        then.insert(then.index(RunApart) + 1, CleanOutputs)
    return [*first, *then, *([] if ScoreCells in then else [ScoreCells])]


def hooks_not_called(autograde: Autograde) -> list[str]:
    """Return a sentence for each hook that `nbgrader autograde` alone calls."""
    hooks = {name: getattr(autograde, name) for name in ("pre_convert_hook", "post_convert_hook")}
    return [
        f"Autograde.{name} has no effect here; `nbgrader autograde` calls it."
        for name, hook in hooks.items()
        if hook not in (None, look_for_renamed)
    ]


def step_kind(step: Callable[..., Any]) -> type:
    """Return the class of a step, which may be given as a class or made already."""
    return step if isclass(step) else type(step)


def _without(steps: list[Any]) -> list[Callable[..., Any]]:
    found = [import_item(step) if isinstance(step, str) else step for step in steps]
    return [step for step in found if step not in _LEFT_OUT]
