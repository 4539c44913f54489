"""Record in a released notebook which cells it has."""

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from nbisolate.normalize.structure import METADATA_KEY, exercise_titles, grade_id


class RecordCells(NbGraderPreprocessor):
    """Record in a released notebook which cells it has, so that a deleted one can be noticed."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Write the names, kinds and exercises of the graded cells into the notebook's metadata."""
        cells = {}
        for cell, title in zip(nb.cells, exercise_titles(nb), strict=True):
            about = cell.metadata.get("nbgrader", {})
            if not grade_id(cell) or not (about.get("grade") or about.get("solution")):
                continue
            kind = "answer cell" if about.get("solution") else "test cell"
            cells[grade_id(cell)] = {"kind": kind, "exercise": title}
        nb.metadata[METADATA_KEY] = {"cells": cells}
        return nb, resources
