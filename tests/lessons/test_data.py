"""data(): one door to the pictures; and the table that says what each of them is."""

import gzip
import shutil
from pathlib import Path

import pytest

from imagelessons.data import course_root, data, data_folder, known_names, large, truth
from imagelessons.data.hashes import sha256_of
from imagelessons.data.pairs import PICTURE_OF, RECORD, write_record
from imagelessons.data.sheet import damaged_files, read_sheet
from imagelessons.data.unseen import scenes_in, unseen_pictures
from imagephantoms.files import PICTURES


def test_a_known_name_gives_an_existing_path():
    assert data("axon_slice.jpg").is_file()


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(FileNotFoundError, match=r"axon_slice\.jpg, .*head_sagittal\.dcm") as said:
        data("axon_slise.jpg")
    # What it says to do works without git and without make.
    assert "`!imagelessons data` in a new cell" in str(said.value)


@pytest.mark.parametrize("path", ["../data/axon_slice.jpg", "data/axon_slice.jpg", "", ".."])
def test_a_path_is_refused_with_a_sentence(path):
    for find in (data, truth):
        with pytest.raises(ValueError, match=rf"{find.__name__}\(\) wants only the name of a file"):
            find(path)


def test_it_works_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert data("axon_slice.jpg").is_file()


def test_the_variable_puts_other_pictures_in_place(tmp_path, monkeypatch):
    (tmp_path / "axon_slice.jpg").write_bytes(b"another")
    monkeypatch.setenv("IMAGELESSONS_DATA", str(tmp_path))
    assert data("axon_slice.jpg").read_bytes() == b"another"
    assert known_names() == ["axon_slice.jpg"]
    with pytest.raises(FileNotFoundError, match=r"Files that are there: axon_slice\.jpg"):
        data("head_sagittal.dcm")


def test_a_variable_that_names_no_folder_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGELESSONS_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(NotADirectoryError, match="there is no such folder"):
        data_folder()


def test_the_files_are_those_of_the_table():
    assert damaged_files() == {}
    assert sorted(read_sheet()) == known_names()


@pytest.mark.parametrize("name", sorted(read_sheet()))
def test_every_row_says_all(name):
    entry = read_sheet()[name]
    for field in ("what", "shape", "dtype", "range", "made_by", "licence"):
        assert getattr(entry, field), field
    assert entry.licence == "CC BY 4.0"
    assert len(entry.sha256) == 64


def test_a_series_is_a_folder(tmp_path, monkeypatch):
    (tmp_path / "head_series").mkdir()
    (tmp_path / "large").mkdir()
    monkeypatch.setenv("IMAGELESSONS_DATA", str(tmp_path))
    assert data("head_series").is_dir()
    assert known_names() == ["head_series"]
    with pytest.raises(FileNotFoundError):
        data("large")


def test_the_hash_of_a_series_depends_on_each_file_and_its_name(tmp_path):
    (tmp_path / "b").write_bytes(b"2")
    (tmp_path / "a").write_bytes(b"1")
    before = sha256_of(tmp_path)
    (tmp_path / "a").write_bytes(b"3")
    changed = sha256_of(tmp_path)
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").rename(tmp_path / "c")
    assert len({before, changed, sha256_of(tmp_path)}) == 3


def test_the_hash_of_a_packed_file_is_that_of_what_is_packed(tmp_path):
    """How tightly it is packed depends on the machine that makes the picture again."""
    for level in (1, 9):
        (tmp_path / f"{level}.gz").write_bytes(gzip.compress(b"voxels" * 1000, level))
    assert sha256_of(tmp_path / "1.gz") == sha256_of(tmp_path / "9.gz")
    (tmp_path / "cut.gz").write_bytes((tmp_path / "9.gz").read_bytes()[:-3])
    (tmp_path / "not.gz").write_bytes(b"pixels" * 1000)
    assert len({sha256_of(path) for path in tmp_path.iterdir()}) == 3


def test_the_truth_of_unseen_pictures_lies_apart(tmp_path, monkeypatch):
    (tmp_path / "truth").mkdir()
    (tmp_path / "truth" / "table.csv").write_text("apart")
    (tmp_path / "beside.csv").write_text("beside")
    monkeypatch.setenv("IMAGELESSONS_DATA", str(tmp_path))
    assert truth("table.csv").read_text() == "apart"
    assert truth("beside.csv").read_text() == "beside"
    with pytest.raises(FileNotFoundError, match=r"no file 'none\.csv'"):
        truth("none.csv")
    with pytest.raises(FileNotFoundError):
        data("table.csv")


def test_the_truth_lies_where_the_variable_says(tmp_path, monkeypatch):
    (tmp_path / "table.csv").write_text("elsewhere")
    monkeypatch.setenv("IMAGELESSONS_TRUTH", str(tmp_path))
    assert truth("table.csv").read_text() == "elsewhere"


def test_a_large_picture_that_was_not_made_yet_says_how(tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGELESSONS_DATA", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="make large"):
        large("rat_brain.png")
    (tmp_path / "large").mkdir()
    (tmp_path / "large" / "rat_brain.png").write_bytes(b"")
    assert large("rat_brain.png").parent.name == "large"


def test_the_large_original_lies_beside_the_other_originals(tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGELESSONS_DATA", str(tmp_path))
    (tmp_path / "rat_brain.png").write_bytes(b"")
    assert large("rat_brain.png").parent == tmp_path
    with pytest.raises(FileNotFoundError, match="Windows of a tiled TIFF"):
        large("rat_brain.tif")


@pytest.fixture
def copy_of_data(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    leave = shutil.ignore_patterns("large", "originals")
    shutil.copytree(course_root() / "data", folder, ignore=leave)
    monkeypatch.setenv("IMAGELESSONS_DATA", str(folder))
    return folder


def test_each_truth_of_the_table_names_its_picture_and_the_record_its_hash():
    sheet = read_sheet()
    truths = {name for name, entry in sheet.items() if entry.what.startswith("truth")}
    assert set(PICTURE_OF) == truths
    lines = (course_root() / "data" / RECORD).read_text(encoding="utf-8").splitlines()
    recorded = {line.split()[1]: line.split()[0] for line in lines}
    assert recorded == {name: sheet[name].sha256 for name in PICTURE_OF.values()}


@pytest.mark.parametrize("name", sorted(PICTURE_OF))
def test_a_truth_beside_another_picture_is_no_truth(name, copy_of_data):
    assert data(name).is_file()
    assert truth(name).is_file()
    (copy_of_data / PICTURE_OF[name]).write_bytes(b"another picture")
    for find in (data, truth):
        with pytest.raises(
            FileNotFoundError, match=f"There is no truth for the {PICTURE_OF[name]}"
        ):
            find(name)
    others = [other for other in PICTURE_OF if PICTURE_OF[other] != PICTURE_OF[name]]
    assert all(data(other).is_file() for other in others)


def test_a_truth_that_is_missing_beside_another_picture_is_told_the_same_way(copy_of_data):
    (copy_of_data / "axon_slice_tissue.png").unlink()
    with pytest.raises(FileNotFoundError, match=r"There is no truth for the axon_slice\.jpg"):
        data("axon_slice_tissue.png")


def test_the_truth_of_unseen_pictures_is_theirs_only(tmp_path, monkeypatch):
    """As `imagelessons data --seed` leaves it: the pictures, and the truth in a folder below."""
    (tmp_path / "truth").mkdir()
    (tmp_path / "axon_slice.jpg").write_bytes(b"unseen")
    (tmp_path / "truth" / "axon_slice_axons.csv").write_text("its truth")
    write_record(tmp_path / "truth", tmp_path, ["axon_slice.jpg", "brain.nii.gz"])
    monkeypatch.setenv("IMAGELESSONS_DATA", str(tmp_path))
    assert truth("axon_slice_axons.csv").read_text() == "its truth"
    (tmp_path / "axon_slice.jpg").write_bytes(b"the real one")
    with pytest.raises(FileNotFoundError, match="There is no truth"):
        truth("axon_slice_axons.csv")


def test_only_the_scenes_that_are_asked_for_are_made(tmp_path, monkeypatch):
    made = []

    def make(seed, folder, scenes=None):
        made.append((seed, scenes))
        Path(folder).mkdir(parents=True)
        return 0

    monkeypatch.setattr("imagelessons.data.unseen.make_data", make)
    monkeypatch.setattr("imagelessons.data.unseen.course_root", lambda: tmp_path)
    part = unseen_pictures(7, ["section", "axons"])
    assert part.name == "7-axons-section"
    assert unseen_pictures(7, ["axons", "section"]) == part
    assert unseen_pictures(7, []) != part
    assert made == [(7, ["axons", "section"])]
    whole = unseen_pictures(7)
    assert unseen_pictures(7, ["axons"]) == whole, "what is there isn't made again"
    assert made == [(7, ["axons", "section"]), (7, None)]


def test_each_scene_is_found_by_the_names_of_its_files():
    for scene, name in PICTURES.items():
        assert scenes_in([f'data("{name}")']) == [scene]
    assert scenes_in(["data('head_ct').glob('*')"]) == ["series"]
    assert set(scenes_in(f'"{name}"' for name in PICTURE_OF)) == set(PICTURES)
    assert scenes_in(["brain = 3"]) == []


def test_a_truth_that_nobody_recorded_is_taken_for_the_picture_s_own(tmp_path, monkeypatch):
    (tmp_path / "axon_slice.jpg").write_bytes(b"mine")
    (tmp_path / "axon_slice_tissue.png").write_bytes(b"drawn by hand")
    monkeypatch.setenv("IMAGELESSONS_DATA", str(tmp_path))
    assert data("axon_slice_tissue.png").read_bytes() == b"drawn by hand"


def test_a_record_keeps_what_it_says_of_other_pictures(tmp_path):
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"2")
    write_record(tmp_path, tmp_path, ["a", "b"])
    before = (tmp_path / RECORD).read_text().splitlines()
    (tmp_path / "a").write_bytes(b"3")
    (tmp_path / "b").write_bytes(b"4")
    write_record(tmp_path, tmp_path, ["a"])
    after = (tmp_path / RECORD).read_text().splitlines()
    assert [old == new for old, new in zip(before, after, strict=True)] == [False, True]


def test_pictures_of_a_named_folder_are_found_where_the_course_is_out_of_sight(
    tmp_path, monkeypatch
):
    """As in the sandbox, when a class is graded on unseen pictures."""

    def nowhere():
        raise FileNotFoundError("The folder of the course was not found.")

    (tmp_path / "axon_slice.jpg").write_bytes(b"other pixels")
    monkeypatch.setenv("IMAGELESSONS_DATA", str(tmp_path))
    monkeypatch.setattr("imagelessons.data.files.course_root", nowhere)
    assert data("axon_slice.jpg").read_bytes() == b"other pixels"
    with pytest.raises(FileNotFoundError, match="There is no truth"):
        data("axon_slice_axons.csv")
