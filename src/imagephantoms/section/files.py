"""Encode a large picture strip by strip, as PNG and as tiled TIFF with a pyramid."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

TILE = 512
_LEVEL = 4  # of zlib: nearly as small as 6 for noisy pictures, in half the time
_ROWS = 32  # encoded at a time
_SMALLEST = 1024  # pixels: the pyramid ends when its top is no larger
_MODULUS = 65521  # of the Adler-32 checksum


def encode_png_rows(image: np.ndarray, last: bool) -> "PngSegment":
    """Compress rows for a PNG file, so that segments can simply follow each other.

    Parameters
    ----------
    image : numpy.ndarray
        uint8 (rows, columns, 3).
    last : bool
        Whether these are the last rows of the picture.

    Returns
    -------
    PngSegment

    Notes
    -----
    Every row gets PNG's filter 1: each value minus its left neighbour's (ISO/IEC 15948, 9.2).
    """
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    parts, checksum, length = [], 1, 0
    for top in range(0, image.shape[0], _ROWS):  # piece by piece, to save memory
        piece = image[top : top + _ROWS]
        rows = np.empty((piece.shape[0], 1 + piece.shape[1] * 3), dtype=np.uint8)
        rows[:, 0] = 1
        rows[:, 1:] = _differences(piece).reshape(piece.shape[0], -1)
        parts.append(packer.compress(rows))
        checksum = zlib.adler32(rows, checksum)
        length += rows.size
    parts.append(packer.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH))
    return PngSegment(data=b"".join(parts), checksum=checksum, length=length)


def encode_tiles(image: np.ndarray) -> list[bytes]:
    """Compress `TILE` rows (or fewer, at the end) as tiles, with TIFF's horizontal predictor.

    Parameters
    ----------
    image : numpy.ndarray
        uint8 (rows, columns, 3).

    Returns
    -------
    list of bytes
        The tiles from left to right; incomplete ones are filled up with zeros.
    """
    tiles = []
    for left in range(0, image.shape[1], TILE):
        part = image[:, left : left + TILE]
        tile = np.zeros((TILE, TILE, 3), dtype=np.uint8)
        tile[: part.shape[0], : part.shape[1]] = part
        tiles.append(zlib.compress(_differences(tile), _LEVEL))
    return tiles


def halve(image: np.ndarray) -> np.ndarray:
    """Average 2 x 2 pixels at a time; an odd last row or column is left out.

    Examples
    --------
    >>> halve(np.array([[[1], [2]], [[3], [4]]], dtype=np.uint8)).tolist()
    [[[3]]]
    """
    rows, columns = image.shape[0] // 2, image.shape[1] // 2
    whole = image[: 2 * rows, : 2 * columns].astype(np.uint16)
    total = whole[::2, ::2] + whole[1::2, ::2] + whole[::2, 1::2] + whole[1::2, 1::2]
    return ((total + 2) // 4).astype(np.uint8)


def combine_checksums(first: int, second: int, length: int) -> int:
    """Return the Adler-32 checksum of two pieces of data from their checksums.

    Parameters
    ----------
    first, second : int
        The checksums of the pieces.
    length : int
        Number of bytes of the second piece.

    Examples
    --------
    >>> both = combine_checksums(zlib.adler32(b"cere"), zlib.adler32(b"bellum"), 6)
    >>> both == zlib.adler32(b"cerebellum")
    True
    """
    a1, b1, a2, b2 = first & 0xFFFF, first >> 16, second & 0xFFFF, second >> 16
    a = (a1 + a2 - 1) % _MODULUS
    b = (b1 + b2 + length * (a1 - 1)) % _MODULUS
    return b << 16 | a


def write_png(
    file: BinaryIO, strips: Iterable, shape: tuple[int, int], field_of_view: tuple[float, float]
) -> Iterator:
    """Write the strips' PNG segments as they pass by, and pass them on.

    Parameters
    ----------
    file : binary file
        Open for writing.
    strips : iterable of section_large.Strip
        All strips in order.
    shape : tuple of int
        Rows and columns.
    field_of_view : tuple of float
        Height and width in micrometres, for the pixel density in the file.

    Yields
    ------
    section_large.Strip
    """
    per_metre = [round(n * 1e6 / length) for n, length in zip(shape, field_of_view, strict=True)]
    file.write(b"\x89PNG\r\n\x1a\n")
    header = struct.pack(">IIBBBBB", shape[1], shape[0], 8, 2, 0, 0, 0)
    _write_chunk(file, b"IHDR", header)
    _write_chunk(file, b"pHYs", struct.pack(">IIB", per_metre[1], per_metre[0], 1))
    _write_chunk(file, b"IDAT", b"\x78\x01")
    checksum = 1
    for strip in strips:
        _write_chunk(file, b"IDAT", strip.png.data)
        checksum = combine_checksums(checksum, strip.png.checksum, strip.png.length)
        yield strip
    _write_chunk(file, b"IDAT", struct.pack(">I", checksum))
    _write_chunk(file, b"IEND", b"")
    file.flush()


def write_tiff(
    path: Path,
    strips: Iterable,
    shape: tuple[int, int],
    field_of_view: tuple[float, float],
    pyramid: "Pyramid",
) -> None:
    """Write a tiled TIFF whose smaller versions are sub-images (SubIFDs) of the large one.

    Parameters
    ----------
    path : pathlib.Path
        File to write.
    strips : iterable of section_large.Strip
        All strips in order.
    shape : tuple of int
        Rows and columns.
    field_of_view : tuple of float
        Height and width in micrometres, for the pixel density in the file.
    pyramid : Pyramid
        Collects the smaller versions on the way.
    """
    from tifffile import TiffWriter

    options = {
        "dtype": np.uint8,
        "photometric": "rgb",
        "tile": (TILE, TILE),
        "compression": "adobe_deflate",
        "predictor": True,
        "metadata": None,
        "software": False,
    }
    centimetre = 1e4
    with TiffWriter(path) as writer:
        for number in range(len(pyramid.shapes) + 1):
            size = shape if number == 0 else pyramid.shapes[number - 1]
            density = [size[k] * centimetre / field_of_view[k] for k in (1, 0)]
            if number == 0:
                data = pyramid.tiles_of(strips)
                extra = {"subifds": len(pyramid.shapes)}
            else:
                data = pyramid.read(number - 1)
                extra = {"subfiletype": 1}
            writer.write(
                data,
                shape=(*size, 3),
                resolution=tuple(density),
                resolutionunit="CENTIMETER",
                **options,
                **extra,
            )


def _differences(image: np.ndarray) -> np.ndarray:
    """Subtract from each value its left neighbour's of the same channel, modulo 256."""
    out = image.copy()
    out[:, 1:] -= image[:, :-1]
    return out


def _write_chunk(file: BinaryIO, kind: bytes, data: bytes) -> None:
    file.write(struct.pack(">I", len(data)) + kind)
    file.write(data)
    file.write(struct.pack(">I", zlib.crc32(data, zlib.crc32(kind))))


class Pyramid:
    """The smaller versions of a picture, each half as large, kept compressed in a file."""

    def __init__(self, spool: BinaryIO, shape: tuple[int, int]) -> None:
        self.spool = spool
        self.shapes: list[tuple[int, int]] = []
        while max(shape) > _SMALLEST:
            shape = shape[0] // 2, shape[1] // 2
            self.shapes.append(shape)
        self.waiting = [np.zeros((0, size[1], 3), dtype=np.uint8) for size in self.shapes]
        self.carried = [waiting[:0] for waiting in self.waiting]
        self.places: list[list[tuple[int, int]]] = [[] for _ in self.shapes]

    def tiles_of(self, strips: Iterable) -> Iterator[bytes]:
        """Take in the smaller versions of the strips and pass their own tiles on."""
        for strip in strips:
            if self.shapes:
                self._add(0, strip.half)
            yield from strip.tiles

    def read(self, level: int) -> Iterator[bytes]:
        """Return the tiles of one level in order, once all strips have been taken in."""
        if len(self.waiting[level]):
            self._store(level, self.waiting[level])
            self.waiting[level] = self.waiting[level][:0]
        for start, length in self.places[level]:
            self.spool.seek(start)
            yield self.spool.read(length)

    def _add(self, level: int, rows: np.ndarray) -> None:
        full = np.concatenate([self.waiting[level], rows])
        while len(full) >= TILE:
            self._store(level, full[:TILE])
            full = full[TILE:]
        self.waiting[level] = full.copy()
        if level + 1 < len(self.shapes):
            rows = np.concatenate([self.carried[level], rows])
            even = len(rows) // 2 * 2
            self.carried[level] = rows[even:].copy()
            self._add(level + 1, halve(rows[:even]))

    def _store(self, level: int, rows: np.ndarray) -> None:
        self.spool.seek(0, 2)
        for tile in encode_tiles(rows):
            self.places[level].append((self.spool.tell(), len(tile)))
            self.spool.write(tile)


@dataclass(frozen=True)
class PngSegment:
    """Compressed rows of a PNG file, and what is needed for the checksum of them all.

    Attributes
    ----------
    data : bytes
        The rows as part of a deflate stream that ends on a whole byte.
    checksum : int
        Adler-32 of the rows before compression.
    length : int
        Their number of bytes.
    """

    data: bytes
    checksum: int
    length: int
