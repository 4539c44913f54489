"""nbgrader's settings for this course: where things lie, and the steps that the course adds."""

import os
from pathlib import Path

from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    IgnorePattern,
    IncludeHeaderFooter,
    InstantiateTests,
    LimitOutput,
    LockCells,
    SaveCells,
)

from imagelessons.author.record import RecordCells
from imagelessons.grade.export import SafeCsvExport
from imagelessons.grade.html import safe_html, safe_markdown
from imagelessons.grade.preprocessors import (
    CleanOutputs,
    RepairCells,
    SaveGrades,
    SubmissionExporter,
    look_for_renamed,
)
from imagelessons.grade.run_apart import RunApart
from imagelessons.grade.unpacking import CarefulExtractor

c = get_config()  # noqa: F821 - nbgrader defines it

# Where things lie. All that is collected and graded lies in grading/, which git ignores.
c.CourseDirectory.course_id = os.environ.get("IMAGELESSONS_COURSE", "imagelessons")
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks/exercises"
c.CourseDirectory.submitted_directory = "grading/submitted"
c.CourseDirectory.autograded_directory = "grading/autograded"
c.CourseDirectory.feedback_directory = "grading/feedback"
c.CourseDirectory.solution_directory = "grading/solution"
c.CourseDirectory.db_url = "sqlite:///grading/gradebook.db"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__"]
# These quote answers, and must not reach the students.
c.CourseDirectory.ignore += ["sealed.py", "bank", "equivalent.toml"]
Path("grading").mkdir(exist_ok=True)

# A folder that students and instructors both reach; nbgrader's default needs an administrator.
exchange = Path(os.environ.get("IMAGELESSONS_EXCHANGE", "exchange")).resolve()
c.Exchange.root = str(exchange)
if os.name != "nt" and Path("solutions").is_dir() and not exchange.exists():
    # nbgrader asks for this mode: whoever hands in must be able to write.
    exchange.mkdir()
    exchange.chmod(0o777)

# What has been submitted from here; nbgrader's default is a folder in the home folder.
c.Exchange.cache = str(Path(".cache", "nbgrader").resolve())

# What a student finds in place of an answer; `...` marks what has not been attempted.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE"}
c.ClearSolutions.text_stub = "*YOUR ANSWER HERE*"

c.GenerateAssignment.preprocessors = [
    IncludeHeaderFooter,
    InstantiateTests,
    LockCells,
    ClearSolutions,
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
    SaveCells,
    ClearHiddenTests,
    ClearMarkScheme,
    RecordCells,
    ComputeChecksums,
    CheckCellMetadata,
]
# What a student handed in is read, and put back into shape, from the cells in the gradebook.
c.Autograde.exporter_class = SubmissionExporter
c.Autograde.pre_convert_hook = look_for_renamed
c.Autograde.sanitize_preprocessors = [RepairCells, CheckCellMetadata]
# The student's cells run in a process of their own, shut in. With `Execute` of
# nbgrader.preprocessors in the place of RunApart they run as nbgrader runs them: with your rights,
# beside the tests.
c.Autograde.autograde_preprocessors = [
    RunApart,
    IgnorePattern,
    CleanOutputs,
    LimitOutput,
    SaveGrades,
    AssignLatePenalties,
    CheckCellMetadata,
]

# The pages of the feedback and of the formgrader show nothing of a student's that a browser runs.
c.HTMLExporter.preprocessors = [CleanOutputs]
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {"markdown2html": safe_markdown, "clean_html": safe_html}

# `nbgrader export`: names in quotes, and none that a spreadsheet runs.
c.ExportApp.plugin_class = SafeCsvExport

# `nbgrader zip_collect`: no archive writes elsewhere, and a damaged one stops nobody.
c.ZipCollectApp.extractor_plugin = CarefulExtractor

# A SyntaxError is reported where it is, not as the NameError that it leads to.
c.Validator.validate_all = True
# What a notebook may use when it is graded, by `imagelessons grade` and by nbgrader alike; these
# are the defaults. There are also test_seconds, file_mb, disk_mb, open_files, threads, output_mb.
c.RunApart.cell_seconds = 60
c.RunApart.total_seconds = 600
c.RunApart.memory_mb = 3000
# For `Execute`: nbconvert would skip cells with this tag, and a skipped test counts as passed.
c.Execute.skip_cells_with_tag = ""
# Seconds for one cell.
c.Execute.timeout = 120
# ipykernel 7 warns of each kernel that talks in the clear.
c.KernelManager.transport_encryption = "required"
