"""nbgrader's settings for this course: where things are, and the steps that the course adds."""

import contextlib
import os
from pathlib import Path

from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    IncludeHeaderFooter,
    InstantiateTests,
    LockCells,
    SaveCells,
)

import nbisolate
from imagecourse import EXTENSION
from imagecourse.author.include import IncludeTests
from imagecourse.author.pack import PackTests
from imagecourse.author.record import RecordCells
from imagelessons.workspace.settings import nbgrader_settings

c = get_config()  # noqa: F821 - nbgrader defines it

# The course, the exchange, and what else students have too.
nbgrader_settings(c)

# Where things are. All that is collected and graded goes into grading/, which git ignores.
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks/exercises"
c.CourseDirectory.submitted_directory = "grading/submitted"
c.CourseDirectory.autograded_directory = "grading/autograded"
c.CourseDirectory.feedback_directory = "grading/feedback"
c.CourseDirectory.solution_directory = "grading/solution"
c.CourseDirectory.db_url = "sqlite:///grading/gradebook.db"

exchange = Path(c.Exchange.root)
# Where the course can't be written to, the command that needs it says so; an error in this file
# would have nbgrader go on with its own settings.
with contextlib.suppress(OSError):
    Path("grading").mkdir(exist_ok=True)
    if os.name != "nt" and Path("solutions").is_dir() and not exchange.exists():
        # nbgrader asks for this mode: whoever hands in must be able to write.
        exchange.mkdir()
        exchange.chmod(0o777)

# What a student finds in place of an answer; `...` marks what has not been attempted.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE"}
c.ClearSolutions.text_stub = "*YOUR ANSWER HERE*"

c.GenerateAssignment.preprocessors = [
    IncludeTests,
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
    PackTests,
    RecordCells,
    ComputeChecksums,
    CheckCellMetadata,
]
# Notebooks are graded shut in: what that sets is in src/nbisolate/nbgrader_settings.py.
nbisolate.configure(c, EXTENSION)
# What `check` found is kept as data, too.
c.CleanOutputs.metadata = ["imagelessons"]

# What a notebook may use when it is graded, by `imagelessons grade` and by nbgrader alike; these
# are the defaults. There are also test_seconds, file_mb, disk_mb, open_files, threads, output_mb.
c.RunApart.cell_seconds = 60
c.RunApart.total_seconds = 600
c.RunApart.memory_mb = 3000
# Every test of this course goes through `check`, which reads what can be handed to another process,
# and the bank of answers proves each of them there. So a notebook is run a second time, as nbgrader
# runs it, only where a test ends in something else than a finding of `check`.
c.RunApart.second_opinion = False
c.RunApart.findings = ["Finding"]
