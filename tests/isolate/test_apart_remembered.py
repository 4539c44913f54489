"""What is worked out once for a class, and never reaches a student's process."""

import os

import imageio.v3 as iio
import numpy as np
import pytest
from surroundings import listable_paths, readable_paths

from imagecourse import EXTENSION, decoded_images
from imagelessons.check.values import canonical
from imagelessons.data import data_folder
from nbisolate.session.session import Place, Step, run_notebook
from nbisolate.session.warm_parent import WarmParent


@pytest.fixture
def counted(monkeypatch):
    """Count the pictures that are read, and begin with none decoded."""
    calls, read = [], iio.imread
    monkeypatch.setattr(iio, "imread", lambda path: calls.append(path) or read(path))
    monkeypatch.setattr(decoded_images, "_decoded", {})
    return calls


@pytest.fixture
def grey(tmp_path):
    path = tmp_path / "grey.png"
    iio.imwrite(path, np.arange(6, dtype=np.uint8).reshape(2, 3))
    return path


def test_a_picture_is_decoded_once_in_the_parent(counted, grey):
    decoded_images.decode([grey])
    decoded_images.decode([grey])
    read = decoded_images.remembering(iio.imread, grey.parent)
    first = read(grey)
    first[:] = 0
    assert np.array_equal(read(grey), [[0, 1, 2], [3, 4, 5]])
    assert len(counted) == 1


def test_a_picture_that_changed_is_decoded_anew(counted, grey):
    decoded_images.decode([grey])
    iio.imwrite(grey, np.full((2, 3), 9, dtype=np.uint8))
    os.utime(grey, ns=(0, 0))
    assert decoded_images.remembering(iio.imread, grey.parent)(grey).max() == 9
    decoded_images.decode([grey])
    assert len(counted) == 3


def test_pictures_that_are_not_asked_for_are_forgotten(counted, grey):
    decoded_images.decode([grey])
    decoded_images.decode([])
    assert decoded_images._decoded == {}


def test_a_picture_that_cannot_be_read_stops_nothing(counted, tmp_path):
    (tmp_path / "cut.png").write_bytes(b"\x89PNG")
    decoded_images.decode([tmp_path / "cut.png", tmp_path / "none.png"])
    assert decoded_images._decoded == {}


def test_digests_go_from_tests_to_tests_and_to_no_student(tmp_path):
    seal = "from imagelessons.check.values import canonical\nwas = dict(canonical.known)\n"
    asked = Step("tests", seal + "canonical.stretched('right answer', 'salt')\nlen(was)")
    looks = Step("student", seal + "len(was)")
    place = Place(tmp_path, readable_paths(data_folder()), listable_paths(data_folder()))
    shown = []
    with WarmParent(libraries=("imagelessons.check",), extension=EXTENSION) as warm:
        for _ in range(2):
            results, _ = run_notebook([looks, asked], warm, place)
            shown.append([r.outputs[-1]["data"]["text/plain"] for r in results])
        assert [list(texts) for texts, _ in warm.known()] == [["right answer", "salt"]]
    assert shown == [["0", "0"], ["0", "1"]]


def test_only_the_latest_digests_are_kept(monkeypatch):
    monkeypatch.setattr(canonical, "work_out", lambda text, salt: "d")
    with WarmParent(extension=EXTENSION) as warm:
        for start in range(0, 300, 100):
            warm.remember([[[str(number), "s"], "d"] for number in range(start, start + 100)])
        warm.remember([[["150", "s"], "d"], [["new", "s"], "d"]])
        kept = [text for (text, _), _ in warm.known()]
    assert len(kept) == 200
    assert kept[-2:] == ["150", "new"]
    assert kept[0] == "101"


def test_a_wrong_digest_is_not_kept():
    """Who sends it could be a student's code that has broken out of a value."""
    right = canonical.work_out("right answer", "salt")
    known = [[["a wrong answer", "salt"], right], [["right answer", "salt"], right]]
    with WarmParent(extension=EXTENSION) as warm:
        warm.remember(known)
        assert warm.known() == [(("right answer", "salt"), right)]
    with WarmParent() as warm:
        warm.remember(known)
        assert warm.known() == []
