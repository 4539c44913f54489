"""Seals: a round trip, the slips that can be undone, and other pictures."""

import hashlib
import json
import shutil

import numpy as np
import pytest

from imagecourse.author.seal import write_seals
from imagelessons import check
from imagelessons.check.pbkdf2 import pbkdf2
from imagelessons.check.values import seals
from imagelessons.check.values.canonical import stretched

SEALED = """
import numpy as np

from imagelessons import check
from imagelessons.data import data


def answers():
    picture = np.frombuffer(data("picture.bin").read_bytes(), dtype=np.uint8).reshape(20, 30)
    files = ("picture.bin",)
    colour = np.random.default_rng(3).integers(0, 256, (6, 7, 3), dtype=np.uint8)
    return {
        "corner": check.Answer(picture[:5, :7], {"slice-end": picture[:4, :6]}, files),
        "signed": check.Answer(picture.astype(int) - 20, {}, files),
        "scaled": check.Answer(picture / 255, {}, files, decimals=4),
        "dark": check.Answer(picture < 100, {"strictness": picture <= 100}, files),
        "share": check.Answer(0.3127, {"background-counted": 0.5}, files, step=0.0001),
        "count": check.Answer(6640, {"background-counted": 6641}, files),
        "other_count": check.Answer(np.int64(77)),
        "shape": check.Answer(picture.shape, {"width-height": picture.shape[::-1]}, files),
        "colour": check.Answer(colour),
    }
"""


# Of the package: the fixture below puts a folder of the test's own in its place.
SEALS = seals.SEALS


@pytest.fixture(autouse=True)
def course(tmp_path, monkeypatch):
    pixels = np.random.default_rng(5).integers(0, 256, 600, dtype=np.uint8)
    pixels[:5] = 100
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / "picture.bin").write_bytes(pixels.tobytes())
    monkeypatch.setenv("IMAGELESSONS_DATA", str(pictures))
    (tmp_path / "trial").mkdir()
    (tmp_path / "trial" / "sealed.py").write_text(SEALED)
    monkeypatch.setattr(seals, "SEALS", tmp_path)
    write_seals("trial", solutions=tmp_path, seals=tmp_path)
    return tmp_path


@pytest.fixture
def picture(course):
    pixels = (course / "pictures" / "picture.bin").read_bytes()
    return np.frombuffer(pixels, dtype=np.uint8).reshape(20, 30)


def code_of(answer, key):
    with pytest.raises(check.Finding) as caught:
        check.sealed(answer, f"trial/{key}")
    return caught.value.code


def test_right_answers_by_each_route(picture):
    for route in (np.asarray, np.asfortranarray, np.ndarray.tolist, lambda a: a.astype(float)):
        check.sealed(route(picture[:5, :7]), "trial/corner")
    for wide in (int, np.int16, float):
        check.sealed(picture.astype(wide) - 20, "trial/signed")
    check.sealed(picture / 255, "trial/scaled")
    check.sealed(picture * (1 / 255), "trial/scaled")
    check.sealed((picture / np.float32(255)), "trial/scaled")
    check.sealed(picture < 100, "trial/dark")
    check.sealed((picture < 100).astype(int), "trial/dark")
    check.sealed((20, 30), "trial/shape")
    for share in (0.3127, np.float32(0.3127), 0.3126, 0.3128, 0.31274):
        check.sealed(share, "trial/share")
    for count in (6640, 6640.0, np.int16(6640)):
        check.sealed(count, "trial/count")


def test_known_mistakes_and_slips_that_can_be_undone(picture):
    corner = picture[:5, :7]
    wrong = {
        "corner": {
            "slice-end": picture[:4, :6],
            "transposed": corner.T,
            "inverted": 255 - corner,
            "range-0-to-1": corner / 255,
            "range-0-to-255": corner * 255.0,
            "flipped-up-down": corner[::-1],
            "flipped-left-right": corner[:, ::-1],
            "rotated": np.rot90(corner),
            "different-values": picture[5:10, :7],
            "not-attempted": ...,
        },
        "signed": {"wrap-around": picture - np.uint8(20)},
        "scaled": {"range-0-to-255": picture},
        "dark": {
            "inverted": picture >= 100,
            "strictness": picture <= 100,
            "mask-all-true": picture < 999,
            "mask-all-false": picture < 0,
            "mask-0-255": (picture < 100) * 255,
            "image-for-mask": picture,
        },
        "share": {
            "percent-for-fraction": 31.27,
            "complement": 0.6873,
            "background-counted": 0.5,
            "rounded-early": None,
            "different-values": 0.4,
            "text-for-value": "0.3127",
            "not-a-number": np.nan,
        },
        "count": {
            "background-counted": 6641,
            "count-off-by-one": 6639,
            "other-unit": 6.64,
            "different-values": 6600,
        },
        "other_count": {"count-off-by-one": 78},
        "shape": {"width-height": (30, 20)},
    }
    del wrong["share"]["rounded-early"]
    for key, answers in wrong.items():
        for code, answer in answers.items():
            assert code_of(answer, key) == code, (key, code)


def test_channels_can_be_undone():
    colour = np.random.default_rng(3).integers(0, 256, (6, 7, 3), dtype=np.uint8)
    check.sealed(colour, "trial/colour")
    assert code_of(colour[..., ::-1], "colour") == "channels-swapped"
    assert code_of(colour[..., [1, 2, 0]], "colour") == "channels-swapped"
    assert code_of(np.moveaxis(colour, -1, 0), "colour") == "colour-axis-moved"


def test_other_pictures_are_checked_in_structure_only(course, monkeypatch):
    unseen = course / "unseen"
    unseen.mkdir()
    (unseen / "picture.bin").write_bytes(bytes(600))
    monkeypatch.setenv("IMAGELESSONS_DATA", str(unseen))
    check.sealed(np.zeros((5, 7)), "trial/corner")
    check.sealed(0.9, "trial/share")
    assert code_of(..., "corner") == "not-attempted"
    assert code_of(None, "corner") == "wrong-type"
    assert code_of(np.full((3, 3), 255), "dark") == "mask-0-255"
    (unseen / "picture.bin").unlink()
    check.sealed(0.9, "trial/share")


def test_a_series_is_known_by_all_of_its_files(course):
    series = course / "pictures" / "series"

    def write_series():
        shutil.rmtree(series, ignore_errors=True)
        series.mkdir()
        for number in (1, 2, 3):
            (series / f"{number}.dcm").write_bytes(bytes([number] * 50))

    write_series()
    source = (
        "from imagelessons import check\n"
        "def answers():\n"
        "    return {'mean': check.Answer(2, files=('series',))}\n"
    )
    (course / "trial" / "sealed.py").write_text(source)
    write_seals("trial", solutions=course, seals=course)
    for change in (
        lambda: (series / "2.dcm").write_bytes(bytes([9] * 50)),
        lambda: (series / "2.dcm").rename(series / "4.dcm"),
        lambda: (series / "2.dcm").unlink(),
        lambda: shutil.rmtree(series),
    ):
        write_series()
        assert code_of(3, "mean") == "count-off-by-one"
        change()
        check.sealed(3, "trial/mean")


def test_seals_are_deterministic_and_hold_no_value(course):
    path = course / "trial.json"
    first = path.read_bytes()
    write_seals("trial", solutions=course, seals=course)
    assert path.read_bytes() == first
    text = first.decode()
    assert "6640" not in text
    assert "0.3127" not in text


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("check.Answer(0.5)", "step"),
        ("check.Answer([0.5, 0.25])", "decimals"),
        ("check.Answer([0.000618034], decimals=3)", "Choose other decimals"),
        ("check.Answer(5, {'no-such-code': 6})", "no-such-code"),
        ("check.Answer(5, {'sign': 5})", "right within the step"),
        ("check.Answer([5], {'sign': [5]})", "right value"),
        ("check.Answer([5], {'sign': [6], 'complement': [6]})", "same wrong value"),
        ("check.Answer('text')", "not of numbers"),
        ("check.Answer(5, files=('none.png',))", "none.png"),
        ("5", "no check.Answer"),
    ],
)
def test_the_author_hears_what_cannot_be_sealed(course, answer, says):
    source = f"from imagelessons import check\ndef answers():\n    return {{'a': {answer}}}\n"
    (course / "trial" / "sealed.py").write_text(source)
    with pytest.raises(check.AuthorError, match=says):
        write_seals("trial", solutions=course, seals=course)


def test_unknown_keys_are_the_authors_fault():
    for key in ("trial/none", "none/corner", "corner", "../trial/corner"):
        with pytest.raises(ValueError, match="seal"), check.exercise("Exercise 1"):
            check.sealed(3, key)


def test_the_seals_of_the_package_can_be_read():
    counts = {
        path.stem: len(json.loads(path.read_text(encoding="utf-8"))["answers"])
        for path in SEALS.glob("*.json")
    }
    # The visible tests of 04 look at small examples only.
    assert counts.pop("exercises-04-large-images") == 0
    assert min(counts.values()) > 0


def test_the_salt_counts():
    assert stretched("7", "trial/a") != stretched("7", "trial/b")


@pytest.mark.parametrize(
    ("password", "salt", "rounds"),
    [(b"", b"", 1), (b"a" * 64, b"salt", 2), (b"a" * 65, b"salt" * 30, 3), (b"\0", b"s", 1000)],
)
def test_without_openssl_a_digest_is_the_same(monkeypatch, password, salt, rounds):
    """Python in a browser has no `hashlib.pbkdf2_hmac`."""
    wanted = hashlib.pbkdf2_hmac("sha256", password, salt, rounds)
    monkeypatch.delattr(hashlib, "pbkdf2_hmac")
    assert pbkdf2(password, salt, rounds) == wanted
