"""What entering grades costs: our rows against nbgrader's two preprocessors, in one run.

Run by hand: ``python benchmarks/gradebook_rows.py [students]``. It prints processor time; what the
disk takes for each commit comes on top. Both ways enter the same grades of
an assignment with 7 graded cells, one student after the other in turns, each into a gradebook of
its own on this disk.
"""

import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades

from imagecourse.author.release import generate
from imagecourse.author.source import read, released_path
from imagecourse.demo_class import config_for
from nbisolate.course.source import source_from_gradebook
from nbisolate.gradebook.scoring import comment_cells
from nbisolate.gradebook.writer import write_grades
from nbisolate.normalize.points import grade_cells
from nbisolate.normalize.repair import repair

NAME = "exercises-01-greyscale"


def nbgraders_way(database: str, student: str, notebook: nbformat.NotebookNode) -> None:
    """Enter grades as Autograde does."""
    about = {"student": student, "assignment": NAME, "notebook": NAME, "db_url": database}
    with Gradebook(database) as gradebook:
        gradebook.update_or_create_student(student)
    with Gradebook(database) as gradebook:
        gradebook.update_or_create_submission(NAME, student)
    SaveAutoGrades().preprocess(notebook, {"nbgrader": about})
    AssignLatePenalties().preprocess(notebook, {"nbgrader": about})


def main(students: int) -> None:
    """Print milliseconds a submission, also of the first and of the last tenth, for both ways."""
    with tempfile.TemporaryDirectory() as name:
        databases = {}
        for way in ("ours", "nbgrader"):
            folder = Path(name, way)
            folder.mkdir()
            reason = generate(NAME, folder / "release", config_for(folder), use_gradebook=True)
            assert not reason, reason
            databases[way] = f"sqlite:///{folder / 'gradebook.db'}"
        seconds: dict[str, list[float]] = {"ours": [], "nbgrader": []}
        with Gradebook(databases["ours"]) as gradebook:
            source = source_from_gradebook(gradebook, NAME, NAME)
            notebook, _ = repair(read(released_path(NAME)), source)
            for cell in notebook.cells:
                if cell.cell_type == "code":
                    cell.execution_count = 1
            for number in range(students):
                student = f"student-{number:04d}"
                start = time.process_time()
                grades, comments = grade_cells(notebook, source), comment_cells(notebook, source)
                write_grades(gradebook, student, NAME, NAME, grades, comments)
                seconds["ours"].append(time.process_time() - start)
                start = time.process_time()
                nbgraders_way(databases["nbgrader"], student, notebook)
                seconds["nbgrader"].append(time.process_time() - start)
    tenth = max(students // 10, 1)
    for way, found in seconds.items():
        first, last = sorted(found[:tenth]), sorted(found[-tenth:])
        print(
            f"{way:9} median {1000 * sorted(found)[students // 2]:7.1f} ms a submission; "
            f"first tenth {1000 * first[tenth // 2]:7.1f}, last {1000 * last[tenth // 2]:7.1f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
