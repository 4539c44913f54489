"""What nbval doesn't look at: outputs are stored, pictures hold something and are described."""

import base64
import io
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
from PIL import Image

from imagelessons.data import course_root

ROOT = course_root()
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TAUGHT = [path for path in LESSONS if path.name[:2] not in {"00", "90"}]


def name(path: Path) -> str:
    return path.stem


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def pictures_of(cell: nbformat.NotebookNode) -> list[bytes]:
    return [
        base64.b64decode(output.data["image/png"])
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_every_cell_was_run_in_order_and_none_failed(path):
    counts = [cell.execution_count for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1))
    for cell in code_cells(path):
        assert not [output for output in cell.outputs if output.output_type == "error"]


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_no_warning_stands_in_the_outputs(path):
    for cell in code_cells(path):
        for output in cell.outputs:
            assert output.get("name") != "stderr", f"{cell.source}\n{output.get('text')}"


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_pictures_are_stored_and_hold_something(path):
    drawn = [cell for cell in code_cells(path) if "plt.show()" in cell.source]
    assert drawn
    for cell in drawn:
        pictures = pictures_of(cell)
        assert pictures, f"no picture is stored with the cell:\n{cell.source}"
        for raw in pictures:
            pixels = np.asarray(Image.open(io.BytesIO(raw)).convert("L"))
            assert min(pixels.shape) > 100
            assert pixels.std() > 3, f"a blank picture is stored with the cell:\n{cell.source}"


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_every_figure_is_followed_by_a_sentence_that_describes_it(path):
    cells = nbformat.read(path, as_version=4).cells
    for cell, following in zip(cells, [*cells[1:], None], strict=True):
        if cell.cell_type == "code" and pictures_of(cell):
            assert following is not None, cell.source
            assert following.cell_type == "markdown", cell.source
            assert re.search(r"\*Figure: .{30,}", following.source), cell.source


@pytest.mark.parametrize("path", TAUGHT, ids=name)
def test_a_lesson_has_its_parts(path):
    text = "\n\n".join(
        cell.source
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "markdown"
    )
    for part in ("Questions", "Objectives", "Prerequisites", "Minutes", "Key points"):
        assert part in text, part


def minutes_by_count(path: Path) -> tuple[float, float]:
    """Return the minutes of the core and of the sections marked *Deeper*.

    A mark holds for all that stands below its heading, smaller headings included.
    """
    minutes = {"core": 0.0, "deeper": 0.0}
    level, marked = 1, 7
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            minutes["deeper" if marked < 7 else "core"] += 0.5
            continue
        for part in re.split(r"^(?=#+ )", cell.source, flags=re.MULTILINE):
            if heading := re.match(r"(#+) .*\n\n(\*Deeper: )?", part):
                level = len(heading.group(1))
                if level <= marked:
                    marked = level if heading.group(2) else 7
            asked = len(re.findall(r"\*\*(?:Predict|Try it)", part))
            minutes["deeper" if marked < 7 else "core"] += len(part.split()) / 130 + asked / 2
    return minutes["core"], minutes["deeper"]


@pytest.mark.parametrize("path", TAUGHT, ids=name)
def test_the_minutes_are_those_of_the_count(path):
    top = nbformat.read(path, as_version=4).cells[0].source
    said = re.search(r"Minutes:\*\* about (\d+), and (\d+) more for the sections marked", top)
    core, deeper = (int(number) for number in said.groups())
    assert core <= 60
    assert minutes_by_count(path) == pytest.approx((core, deeper), abs=5)
    for page in ("README.md", "notebooks/00-start-here.ipynb"):
        rows = re.findall(rf"\[{path.stem}\].*\| ([\d +]+) \|", (ROOT / page).read_text("utf-8"))
        assert rows == [f"{core} + {deeper}"], page


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_headings_do_not_jump(path):
    levels = [
        len(found.group(1))
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "markdown"
        for found in re.finditer(r"^(#+) ", cell.source, re.MULTILINE)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for before, after in zip(levels, levels[1:], strict=False):
        assert after <= before + 1


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_links_to_other_notebooks_lead_somewhere(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            for target in re.findall(r"\]\(([^)#]+\.(?:ipynb|md))", cell.source):
                assert (path.parent / target).is_file(), target


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_no_line_ends_in_a_semicolon(path):
    """A trailing semicolon breaks nbval's comparison."""
    for cell in code_cells(path):
        assert not re.search(r";\s*$", cell.source, re.MULTILINE), cell.source


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_no_path_of_a_machine_is_stored(path):
    assert not re.search(r"/(home|Users|work|root|tmp)/\w", path.read_text(encoding="utf-8"))


def test_every_section_of_the_source_lessons_has_its_place():
    """No empty row, and each heading that is named is one of the lesson's."""
    headings = {
        path.stem: re.findall(
            r"^## (.+)$",
            "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells),
            re.MULTILINE,
        )
        for path in TAUGHT
    }
    page = (ROOT / "docs" / "source-lessons.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:-1] for line in page.splitlines() if re.match(r"\| (?!-|s)", line)]
    assert len(rows) > 30
    for source, taught, _ in rows:
        assert source.strip()
        assert taught.strip()
        for part in taught.split(";"):
            lesson = re.search("|".join(headings), part)
            for section in re.findall(r'"([^"]+)"', part) if lesson else []:
                assert section in headings[lesson.group()], section
