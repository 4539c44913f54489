"""The warm parents of a process: one for each choice of libraries."""

import pytest

from imagecourse.author.source import read, source_path
from imagecourse.isolation import Extension
from nbisolate.course.source import source_from_instructors
from nbisolate.grade import warm_pool


@pytest.fixture(autouse=True)
def _close():
    yield
    warm_pool.close()


def kept(warm):
    return warm


def test_notebooks_with_the_same_libraries_share_a_parent():
    first = warm_pool.with_warm_parent(kept, ("numpy",))
    assert warm_pool.with_warm_parent(kept, ["numpy"]) is first
    assert warm_pool.with_warm_parent(kept, ()) is not first
    assert first.runs()


def test_a_parent_that_ended_is_started_anew():
    first = warm_pool.with_warm_parent(kept, ())
    first.close()
    second = warm_pool.with_warm_parent(kept, ())
    assert second is not first
    assert second.runs()


def test_all_parents_are_ended():
    parents = [warm_pool.with_warm_parent(kept, libraries) for libraries in ((), ("numpy",))]
    warm_pool.close()
    assert not any(parent.runs() for parent in parents)


@pytest.mark.parametrize(
    ("assignment", "loaded", "left"),
    [
        ("exercises-01-greyscale", "imageio", "pydicom"),
        ("exercises-06-dicom", "pydicom", "sklearn"),
    ],
)
def test_what_an_assignment_names_is_loaded(assignment, loaded, left):
    cells = source_from_instructors(read(source_path(assignment))).cells
    found = {
        name.partition(".")[0] for name in Extension().libraries_for(cell.text for cell in cells)
    }
    assert loaded in found
    assert left in {name.partition(".")[0] for name in Extension.libraries} - found
