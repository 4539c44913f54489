"""A picture of where two masks differ, shown only where something can show it.

It is drawn with Pillow: matplotlib takes ten times as long, and a check must not be slow.
"""

import base64
import html
import io

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from imagelessons.check.notebook.output import inside_ipython

# So small that it finds room beside the message, and on a small screen.
_WIDTH, _HEIGHT = 540, 240
_LEFT, _TOP, _BELOW = 64, 34, 52
_LINE = 24
_BLACK, _WHITE, _GREY = (0, 0, 0), (255, 255, 255), (200, 200, 200)
_RED, _BLUE = (178, 24, 43), (33, 102, 172)
_KEPT = "kept, rightly"
_EXTRA = "kept, but should be dropped"
_MISSING = "dropped, but should be kept"


def difference_bundle(answer: np.ndarray, expected: np.ndarray) -> dict[str, str] | None:
    """Return a picture of where two masks differ, if this runs inside IPython.

    Parameters
    ----------
    answer, expected : numpy.ndarray of bool, (rows, columns)

    Returns
    -------
    dict of str to str or None
        By media type. A picture that fails is left out: the finding counts.
    """
    try:
        if answer.ndim != 2 or not answer.size or not inside_ipython():
            return None
        png, text = difference_png(answer, expected), difference_text(answer, expected)
        # As HTML, because a plain picture has no alternative text in JupyterLab; and as a plain
        # picture, because the pages of the feedback leave HTML with pictures out.
        coded = base64.b64encode(png).decode("ascii")
        style = "max-width: 100%; height: auto"
        image = (
            f'<img style="{style}" src="data:image/png;base64,{coded}" alt="{html.escape(text)}">'
        )
        return {"text/html": image, "image/png": coded, "text/plain": text}
    except Exception:
        return None


def difference_text(answer: np.ndarray, expected: np.ndarray) -> str:
    """Say what the picture shows, for those who cannot see it.

    Examples
    --------
    >>> text = difference_text(np.eye(4, dtype=bool), np.zeros((4, 4), dtype=bool))
    >>> text.split(". ")[1]
    'Kept, but should be dropped: 4 pixels (hatched)'
    """
    extra, missing, kept = (
        int(np.count_nonzero(region))
        for region in (answer & ~expected, expected & ~answer, answer & expected)
    )
    return (
        f"Picture: where the mask differs. {_EXTRA.capitalize()}: {extra:,} pixels (hatched). "
        f"{_MISSING.capitalize()}: {missing:,} pixels (dotted). "
        f"{_KEPT.capitalize()}: {kept:,} pixels (grey)."
    )


def difference_png(answer: np.ndarray, expected: np.ndarray) -> bytes:
    """Draw where two masks differ, told apart by hatching and lines as well as by colour.

    Parameters
    ----------
    answer, expected : numpy.ndarray of bool, (rows, columns)

    Returns
    -------
    bytes
        A PNG.

    Examples
    --------
    >>> difference_png(np.eye(4, dtype=bool), np.zeros((4, 4), dtype=bool))[1:4]
    b'PNG'
    """
    rows, columns = answer.shape
    scale = min(_WIDTH / columns, _HEIGHT / rows)
    size = max(1, round(rows * scale)), max(1, round(columns * scale))
    # One bit for each kind of pixel, so that the large arrays are gone through once.
    bits = np.left_shift(1, answer.view(np.uint8) + 2 * expected.view(np.uint8), dtype=np.uint8)
    bits = _resized(bits, size)
    regions = {_KEPT: bits & 8 > 0, _EXTRA: bits & 2 > 0, _MISSING: bits & 4 > 0}
    pixels = _painted(*regions.values())
    entries = [name for name, region in regions.items() if region.any()]
    height = _TOP + size[0] + _BELOW + _LINE * len(entries)
    canvas = Image.new("RGB", (_LEFT + max(size[1], 260) + 24, height), _WHITE)
    canvas.paste(Image.fromarray(pixels), (_LEFT, _TOP))
    draw = ImageDraw.Draw(canvas)
    font = ImageFont.load_default(size=14)
    frame = (_LEFT - 1, _TOP - 1, _LEFT + size[1], _TOP + size[0])
    draw.rectangle(frame, outline=_BLACK)
    draw.text((_LEFT, 8), "Where the mask differs", _BLACK, font)
    _draw_scales(draw, font, answer.shape, size)
    for i, entry in enumerate(entries):
        at = _TOP + size[0] + _BELOW + _LINE * i
        canvas.paste(Image.fromarray(_sample(entry)), (_LEFT, at))
        draw.rectangle((_LEFT - 1, at - 1, _LEFT + 36, at + 16), outline=_BLACK)
        draw.text((_LEFT + 46, at + 8), entry, _BLACK, font, anchor="lm")
    buffer = io.BytesIO()
    canvas.save(buffer, format="png", compress_level=4)
    return buffer.getvalue()


def _painted(kept: np.ndarray, extra: np.ndarray, missing: np.ndarray) -> np.ndarray:
    row, column = np.ogrid[: kept.shape[0], : kept.shape[1]]
    lines = (row + column) % 9 < 2
    dots = (row % 7 < 3) & (column % 7 < 3)
    # Where a region is too thin for a pattern, its edge tells: a whole line, or a dotted one.
    dashed = (row // 3 + column // 3) % 2 == 0
    pixels = np.full((*kept.shape, 3), 255, dtype=np.uint8)
    pixels[kept] = _GREY
    for region, inside, edge, colour in (
        (extra, lines, True, _RED),
        (missing, dots, dashed, _BLUE),
    ):
        pixels[region] = _WHITE
        pixels[region & (inside | (_edge(region) & edge))] = colour
    return pixels


def _sample(entry: str) -> np.ndarray:
    region = np.ones((16, 36), dtype=bool)
    none = np.zeros_like(region)
    return _painted(*(region if entry == one else none for one in (_KEPT, _EXTRA, _MISSING)))


def _edge(region: np.ndarray) -> np.ndarray:
    padded = np.pad(region, 1)
    around = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    return region & ~around


def _resized(bits: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    for axis, wanted in enumerate(size):
        starts = np.arange(wanted) * bits.shape[axis] // wanted
        if bits.shape[axis] <= wanted:
            bits = np.take(bits, starts, axis)
        else:
            # Any pixel of a block counts, so that a single one does not vanish.
            bits = np.bitwise_or.reduceat(bits, starts, axis)
    return bits


def _draw_scales(
    draw: ImageDraw.ImageDraw, font: ImageFont.ImageFont, shape: tuple, size: tuple[int, int]
) -> None:
    bottom = _TOP + size[0]
    for value in _ticks(shape[1]):
        x = _LEFT + int((value + 0.5) * size[1] / shape[1])
        draw.line((x, bottom, x, bottom + 5), _BLACK)
        draw.text((x, bottom + 8), str(value), _BLACK, font, anchor="mt")
    for value in _ticks(shape[0]):
        y = _TOP + int((value + 0.5) * size[0] / shape[0])
        draw.line((_LEFT - 6, y, _LEFT - 1, y), _BLACK)
        draw.text((_LEFT - 9, y), str(value), _BLACK, font, anchor="rm")
    draw.text((_LEFT + size[1] // 2, bottom + 26), "column", _BLACK, font, anchor="mt")
    draw.text((6, _TOP - 6), "row", _BLACK, font, anchor="lb")


def _ticks(count: int) -> range:
    step = next(
        one * 10**power for power in range(12) for one in (1, 2, 5) if count <= 6 * one * 10**power
    )
    return range(0, count, step)
