"""`make data`: the program gives the committed files, and unseen ones with their truth apart."""

import gzip
from pathlib import Path

import pytest

from imagelessons.data import course_root, known_names
from imagelessons.data.make_pictures import make_data
from imagephantoms.files import WRITERS


def contents(folder: Path) -> dict[str, bytes]:
    """Return what each file below a folder holds, by its path.

    Of a packed file it is what was packed: how tightly depends on the machine's zlib.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            packed = path.suffix == ".gz"
            found[str(path.relative_to(folder))] = gzip.decompress(raw) if packed else raw
    return found


@pytest.mark.slow
@pytest.mark.parametrize("scene", WRITERS)
def test_the_program_gives_the_committed_files(scene, tmp_path):
    WRITERS[scene](tmp_path, tmp_path, 2026)
    made, committed = contents(tmp_path), contents(course_root() / "data")
    assert made
    for name, content in made.items():
        assert content == committed[name], name


def test_every_file_is_made_by_a_scene():
    stems = {
        "axons": ["axon_slice"],
        "head": ["head_sagittal"],
        "cerebellum": ["rat_cerebellum"],
        "section": ["rat_brain_low_res"],
        "volume": ["brain"],
        "series": ["head_series", "head_ct"],
    }
    assert set(stems) == set(WRITERS)
    starts = tuple(stem for some in stems.values() for stem in some)
    assert all(name.startswith(starts) for name in known_names())


def test_the_truth_of_unseen_pictures_lies_apart(tmp_path):
    assert make_data(7, str(tmp_path), ["head"]) == 0
    assert sorted(contents(tmp_path)) == [
        "head_sagittal.dcm",
        "truth/head_sagittal_tissue.png",
        "truth/pictures.sha256",
    ]
    committed = (course_root() / "data" / "head_sagittal.dcm").read_bytes()
    assert (tmp_path / "head_sagittal.dcm").read_bytes() != committed


@pytest.mark.parametrize(
    ("seed", "folder", "scenes", "sentence"),
    [
        (7, None, None, "need a folder"),
        (-1, "somewhere", None, "a whole number from 0 up"),
        (None, None, ["heart"], "There is no scene 'heart'; there are: axons"),
    ],
)
def test_a_wrong_call_gets_a_sentence(capsys, seed, folder, scenes, sentence):
    assert make_data(seed, folder, scenes) == 2
    assert sentence in capsys.readouterr().out
