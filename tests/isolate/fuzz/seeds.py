"""Honest values of every kind that crosses: what the fuzzer's messages are made from."""

import array
import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import io
import pathlib
import types
import warnings
from collections.abc import Callable, Iterator

import matplotlib
import nibabel
import numpy as np
import pandas
from imageio.core.util import Array
from matplotlib.colors import BoundaryNorm, LogNorm
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Ellipse, PathPatch, Polygon, Rectangle, Wedge
from matplotlib.path import Path
from PIL import Image
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from scipy import sparse


class Stain(enum.Enum):
    """An enumeration."""

    DAPI = 1
    GFP = "green"


class Flags(enum.IntFlag):
    """Bits."""

    A = 1
    B = 2


@dataclasses.dataclass(order=True)
class Cell:
    """A dataclass with a method."""

    area: float
    place: tuple

    def grow(self) -> None:
        """Add to the area."""
        self.area += 1


Point = collections.namedtuple("Point", "row column")


class Times:
    """An object that can be called."""

    def __call__(self, one: int) -> int:
        """Return twice the number."""
        return 2 * one


def _plain() -> Iterator[object]:
    yield [None, True, 1, 2.5, "text", 1 << 70, 1 + 2j, ..., NotImplemented, "long" * 400]
    yield {"grey": (1, None), 2: {3, 4}, (5, "a"): frozenset("ab"), b"c": [1.5] * 40}
    yield [list(range(40)), [True, False] * 20, tuple([0.5] * 33)]
    yield [b"abc", bytearray(b"def"), memoryview(b"ghij"), memoryview(np.zeros((2, 3)))]
    yield [array.array("d", [1, 2]), array.array("u", "ab"), slice(1, None, 2), range(3, 9, 2)]
    yield [datetime.datetime(2026, 1, 2, 3, tzinfo=datetime.UTC), datetime.date(2026, 1, 2)]
    yield [datetime.time(3, 4), datetime.timedelta(1, 2, 3), pathlib.Path("a/b"), int, np.float32]
    yield [collections.Counter("abca"), collections.OrderedDict(a=1), collections.deque([1, 2], 5)]
    yield [collections.defaultdict(list, a=[1]), {1: 2}.keys(), {1: 2}.values(), {1: 2}.items()]
    yield [iter([1, 2]), types.SimpleNamespace(a=1, b=[2]), types.MappingProxyType({"a": 1})]
    yield [fractions.Fraction(3, 7), decimal.Decimal("1.50"), decimal.Decimal("NaN")]
    yield [Point(1, 2), Cell(1.5, (2, 3)), Cell(2.5, ()), Stain.DAPI, Stain.GFP, Flags.A | Flags.B]
    yield [np, abs, len, max, Times(), np.vectorize(abs), Cell, "".join, io.StringIO(), object()]
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
    yield [np.array([3, 4], "m8[ms]"), np.longdouble([1, 2]), np.void(b"abc"), np.float32(2)]
    yield [np.array([1, "a", None, [2]], object), np.array(["a", "bc"], np.dtypes.StringDType())]
    yield np.array([(1, 2.5, "a")], [("row", "i4"), ("grey", "f8"), ("name", "U3")])
    inner = np.dtype([("at", "<i2"), ("seen", "?")], align=True)
    yield np.zeros((2, 2), [("box", inner, (2,)), ("date", "M8[s]")])
    yield np.zeros(3, [("a", "i4"), ("b", "f8"), ("c", "i2")])[["a", "c"]]
    yield np.zeros(2, [("a", "i4")]).view(np.recarray)
    yield [np.matrix([[1, 2]]), np.dtype("<f8"), inner, np.dtype(object)]
    yield np.ma.MaskedArray([1, 2, 3], [False, True, False], fill_value=7)
    yield [np.ma.masked, np.ma.MaskedArray(np.zeros(2, inner), fill_value=(1, True))]


def _libraries() -> Iterator[object]:
    for mode in ("L", "1", "RGB", "I;16", "F", "LA"):
        yield Image.new(mode, (5, 3), 1)
    palette = Image.new("P", (5, 3))
    palette.putpalette(list(range(30)))
    palette.info["dpi"] = (72, 72)
    yield palette
    yield Array(np.eye(2), {"shape": (2, 2), "pages": 1})
    points = np.diag([1.5, 0, 2])
    yield [sparse.csr_array(points), sparse.csc_matrix(points), sparse.coo_array(points)]
    voxels = np.arange(24, dtype="i2").reshape(2, 3, 4)
    affine = np.diag([2.0, 2, 3, 1])
    for kind in (nibabel.Nifti1Image, nibabel.Nifti2Image, nibabel.MGHImage):
        yield kind(voxels, affine)
    image = nibabel.Nifti1Image(voxels, affine)
    image.header.set_slope_inter(2, 1)
    yield nibabel.Nifti1Image.from_bytes(image.to_bytes())
    yield nibabel.AnalyzeImage(voxels, affine)
    yield from _datasets()


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
    whole = FileDataset(io.BytesIO(), dataset, preamble=bytes(128), file_meta=meta)
    yield whole
    names = [dataset.PatientName, dataset.SOPInstanceUID, dataset["Rows"].tag]
    yield [dataset["PixelSpacing"], dataset.ReferencedImageSequence, dataset.PixelSpacing, *names]


def _tables() -> Iterator[object]:
    columns = {
        "number": [1.5, None, 3],
        "text": ["a", "b", None],
        "kind": pandas.Categorical(["x", "y", "x"], ordered=True),
        "zone": pandas.to_datetime(["2026-01-01", None, "2026-07-03"]).tz_localize("Europe/Berlin"),
        "span": pandas.to_timedelta([1, 2, 3], unit="h"),
        "whole": pandas.array([1, None, 3], dtype="Int64"),
        "string": pandas.array(["a", None, "c"], dtype="string"),
        "mixed": [1, "a", None],
    }
    frame = pandas.DataFrame(columns)
    yield frame
    many = pandas.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", "y"])
    yield pandas.DataFrame(np.eye(4), index=many, columns=many)
    yield [frame["number"], frame["kind"], pandas.Series([1, 2], index=["a", "b"], name="n")]
    yield [frame.index, frame.columns, pandas.date_range("2026-01-01", periods=3)]
    yield [pandas.NA, pandas.NaT, pandas.Timestamp("2026-01-01", tz="UTC"), pandas.Timedelta("1h")]


def _drawn(draw: Callable) -> Figure:
    figure = Figure()
    draw(figure.subplots())
    return figure


def _figures() -> Iterator[object]:
    grey = np.linspace(0, 1, 20).reshape(4, 5)

    def panels(ax: object) -> None:
        ax.set_visible(False)
        first, second = ax.figure.subplots(1, 2, sharex=True)
        shown = first.imshow(grey, cmap="gray", alpha=np.full((4, 5), 0.5))
        ax.figure.colorbar(shown, ax=first, label="grey")
        second.imshow(np.zeros((3, 4, 3), np.uint8), extent=(0, 4, 0, 3))
        ax.figure.suptitle("two")
        ax.figure.text(0.5, 0.5, "here")

    def lines(ax: object) -> None:
        ax.plot([1, 2, 3], [1, 4, 9], "o--", label="one")
        ax.plot(np.array(["2026-01-01", "2026-01-02"], "M8[D]"), [3, 4], drawstyle="steps")
        ax.axhline(2, color="red")
        ax.set_yscale("log")
        ax.set_xticks([1, 2], ["a", "b"])
        ax.legend(title="lines")
        ax.annotate("peak", (2, 4), xytext=(1, 5))
        ax.grid(True)

    def patches(ax: object) -> None:
        ax.bar([1, 2], [3, 4], label="bars")
        for part in (Rectangle((0, 0), 1, 2, angle=10), Circle((1, 1), 0.5, hatch="//")):
            ax.add_patch(part)
        ax.add_patch(Ellipse((1, 1), 2, 1))
        ax.add_patch(Wedge((0, 0), 1, 10, 90, width=0.2))
        ax.add_patch(Polygon([[0, 0], [1, 0], [1, 1]]))
        ax.add_patch(PathPatch(Path([[0, 0], [1, 1], [2, 0], [3, 1]], [1, 4, 4, 4])))
        ax.stairs([1, 2], [0, 1, 2])
        ax.errorbar([1, 2], [1, 2], yerr=0.1)

    def collections_(ax: object) -> None:
        ax.scatter([1, 2], [3, 4], c=[0, 1], s=[5, 9], norm=LogNorm(1, 10))
        ax.contour(grey, levels=[0.2, 0.6])
        ax.contourf(grey, norm=BoundaryNorm([0, 0.5, 1], 256))
        ax.pcolormesh(grey)
        ax.fill_between([0, 1], [1, 2])
        ax.vlines([1], 0, 1)

    for draw in (panels, lines, patches, collections_):
        yield _drawn(draw)
    figure = _drawn(lines)
    yield [figure.axes[0], figure.axes[0].lines[0], figure.axes[0].get_title()]
    yield _drawn(patches).axes[0].containers[0]


def seeds() -> list[tuple[str, object]]:
    """Return honest values, with a name for each."""
    matplotlib.use("agg")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [
            (f"{make.__name__.strip('_')} {number}", value)
            for make in (_plain, _arrays, _libraries, _tables, _figures)
            for number, value in enumerate(make())
        ]
