"""What nbgrader has to do otherwise, so that it grades with nbisolate."""

from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    IgnorePattern,
    LimitOutput,
)
from traitlets.config import Config

from nbisolate.exchange.archive import CarefulExtractor
from nbisolate.exchange.collect import CarefulCollect
from nbisolate.grade.isolate import RunApart
from nbisolate.grade.preprocessors import (
    CleanOutputs,
    RepairCells,
    SaveGrades,
    SubmissionExporter,
    look_for_renamed,
)
from nbisolate.gradebook.export import SafeCsvExport
from nbisolate.pages.html import safe_html, safe_markdown


def configure(c: Config, extension: str = "") -> None:
    """Set nbgrader so that it grades with nbisolate: see `nbisolate.configure`."""
    c.RunApart.extension = extension
    # What a student handed in is read, and put back into shape, from the cells in the gradebook.
    c.Autograde.exporter_class = SubmissionExporter
    c.Autograde.pre_convert_hook = look_for_renamed
    c.Autograde.sanitize_preprocessors = [RepairCells, CheckCellMetadata]
    # The student's cells run in a process of their own, shut in. With `Execute` of
    # nbgrader.preprocessors in the place of RunApart they run as nbgrader runs them: with your
    # rights, beside the tests.
    c.Autograde.autograde_preprocessors = [
        RunApart,
        IgnorePattern,
        CleanOutputs,
        LimitOutput,
        SaveGrades,
        AssignLatePenalties,
        CheckCellMetadata,
    ]
    # The pages of the feedback and of the formgrader show nothing that a browser runs.
    c.HTMLExporter.preprocessors = [CleanOutputs]
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.filters = {"markdown2html": safe_markdown, "clean_html": safe_html}
    # `nbgrader export`: names in quotes, and none that a spreadsheet runs.
    c.ExportApp.plugin_class = SafeCsvExport
    # `nbgrader collect`: no link is followed to a solution, and one student's trick stops nobody.
    c.ExchangeFactory.collect = CarefulCollect
    # `nbgrader zip_collect`: no archive writes elsewhere, and a damaged one stops nobody.
    c.ZipCollectApp.extractor_plugin = CarefulExtractor
