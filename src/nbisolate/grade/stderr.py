"""Keep what a right answer prints to stderr from costing points."""

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor


class HarmlessWarnings(NbGraderPreprocessor):
    """Turn the text of stderr into ordinary output, in each cell.

    nbgrader takes any text on stderr in a test cell for a failure. A deprecation warning in a
    right answer then means zero points. The text stays in the notebook, as ordinary output.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Turn what the cell wrote to stderr into ordinary output."""
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                output.name = "stdout"
        return cell, resources
