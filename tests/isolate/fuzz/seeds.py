"""Honest values of every kind that crosses: what the fuzzer's messages are made from."""

import collections
import datetime
import decimal
import fractions
import io
import pathlib
import warnings
from collections.abc import Callable, Iterator

import matplotlib
import nibabel
import numpy as np
from matplotlib.figure import Figure
from PIL import Image
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence

import imagecourse.serializers  # noqa: F401 - registers the kinds of this course

Point = collections.namedtuple("Point", "row column")


class Times:
    """An object that can be called."""

    def __call__(self, one: int) -> int:
        """Return twice the number."""
        return 2 * one


def _plain() -> Iterator[object]:
    yield [None, True, 1, 2.5, "text", 1 << 70, 1 + 2j, ..., b"abc", "long" * 400]
    yield {"grey": (1, None), 2: {3, 4}, (5, "a"): frozenset("ab"), b"c": [1.5] * 40}
    yield [list(range(40)), [True, False] * 20, tuple([0.5] * 33)]
    yield [datetime.datetime(2026, 1, 2, 3, tzinfo=datetime.UTC), datetime.date(2026, 1, 2)]
    yield [datetime.time(3, 4), datetime.timedelta(1, 2, 3), pathlib.Path("a/b"), int, np.float32]
    yield [collections.Counter("abca"), collections.OrderedDict(a=1), range(3, 9, 2)]
    yield [collections.defaultdict(list, a=[1]), Point(1, 2), Point([3], "a")]
    yield [fractions.Fraction(3, 7), decimal.Decimal("1.50"), decimal.Decimal("NaN")]
    yield [np, abs, len, max, Times(), np.vectorize(abs), Point, "".join, io.StringIO(), object()]
    shared = [1, [2, 3]]
    yield [shared, {"again": shared}, shared[1]]


def _arrays() -> Iterator[object]:
    yield [
        np.arange(6.0).reshape(2, 3),
        np.asfortranarray(np.eye(3)),
        np.zeros((2, 0)),
        np.array(3),
    ]
    yield [np.array([True, False]), np.array([1, 2], ">u2"), np.array([1j]), np.float16([1, 2])]
    yield [np.array(["grey", "red"]), np.array([b"ab"]), np.array(["2026-01-02"], "M8[D]")]
    yield [np.array([3, 4], "m8[ms]"), np.float32(2), np.array([1, "a", None, [2]], object)]
    yield [np.matrix([[1, 2]]), np.dtype("<f8"), np.dtype(object)]
    yield [np.ma.masked, np.ma.MaskedArray([1, 2, 3], [False, True, False])]


def _pictures() -> Iterator[object]:
    for mode in ("L", "1", "RGB", "I;16", "F", "LA"):
        yield Image.new(mode, (5, 3), 1)
    palette = Image.new("P", (5, 3))
    palette.putpalette(list(range(30)))
    yield palette


def _volumes() -> Iterator[object]:
    voxels = np.arange(24, dtype="i2").reshape(2, 3, 4)
    affine = np.diag([2.0, 2, 3, 1])
    for kind in (nibabel.Nifti1Image, nibabel.Nifti2Image):
        yield kind(voxels, affine)
    image = nibabel.Nifti1Image(voxels, affine)
    image.header.set_slope_inter(2, 1)
    yield nibabel.Nifti1Image.from_bytes(image.to_bytes())


def _datasets() -> Iterator[object]:
    dataset = Dataset()
    dataset.PatientName, dataset.PatientID, dataset.StudyDate = "Last^First", "1", "20260102"
    dataset.Rows, dataset.Columns, dataset.BitsAllocated = 2, 2, 16
    dataset.PixelSpacing, dataset.InstanceNumber = [0.5, 0.25], 3
    dataset.SOPInstanceUID, dataset.PixelData = "1.2.3", bytes(8)
    dataset.add_new((0x0009, 0x0010), "LO", "private")
    item = Dataset()
    item.CodeValue = "1"
    dataset.ReferencedImageSequence = Sequence([item, Dataset()])
    yield dataset
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    yield FileDataset(io.BytesIO(), dataset, preamble=bytes(128), file_meta=meta)
    yield [
        dataset.PatientName,
        dataset.SOPInstanceUID,
        dataset.PixelSpacing,
        dataset.InstanceNumber,
    ]


def _drawn(draw: Callable) -> Figure:
    figure = Figure()
    draw(figure.subplots())
    return figure


def _figures() -> Iterator[object]:
    grey = np.linspace(0, 1, 20).reshape(4, 5)

    def panels(ax: object) -> None:
        ax.set_visible(False)
        first, second = ax.figure.subplots(1, 2, sharex=True)
        shown = first.imshow(np.where(grey > 0.5, grey, np.nan), cmap="gray")
        ax.figure.colorbar(shown, ax=first, label="grey")
        second.imshow(np.zeros((3, 4, 3), np.uint8), extent=(0, 4, 0, 3))
        ax.figure.suptitle("two")

    def lines(ax: object) -> None:
        ax.plot([1, 2, 3], [1, 4, 9], "o--", label="one")
        ax.hist(grey.ravel(), histtype="step", label="steps")
        ax.bar([1, 2], [3, 4], label="bars")
        ax.scatter([1, 2], [3, 4], c=[0, 1], s=[5, 9])
        ax.set_title("all")
        ax.legend(title="lines")

    for draw in (panels, lines):
        yield _drawn(draw)
    figure = _drawn(lines)
    yield [figure.axes[0], figure.axes[0].lines[0], figure.axes[0].containers[0]]


def seeds() -> list[tuple[str, object]]:
    """Return honest values, with a name for each."""
    matplotlib.use("agg")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [
            (f"{make.__name__.strip('_')} {number}", value)
            for make in (_plain, _arrays, _pictures, _volumes, _datasets, _figures)
            for number, value in enumerate(make())
        ]
