"""What the course adds to nbgrader's steps of grading, set through nbgrader_config.py."""

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from imagelessons.grade.repair import repair


class RepairCells(NbGraderPreprocessor):
    """Mend what honest students do to cells, before nbgrader stops at it."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Repair the notebook and log each repair."""
        nb, notes = repair(nb)
        for note in notes:
            self.log.warning(note)
        return nb, resources
