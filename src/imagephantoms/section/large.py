"""Write the large picture of a section strip by strip, in several processes.

The bytes of the files don't depend on the number of processes. A file appears under its name only
when it is whole.
"""

import contextlib
import errno
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path

import numpy as np
from tqdm import tqdm

from imagephantoms.section.files import (
    TILE,
    PngSegment,
    Pyramid,
    encode_png_rows,
    encode_tiles,
    halve,
    write_png,
    write_tiff,
)
from imagephantoms.section.render import render_rows
from imagephantoms.section.scene import FIELD_OF_VIEW, Scene, build_scene

NAMES = {"png": "rat_brain.png", "tiff": "rat_brain.tif"}
_MOST_WORKERS = 4
_FULL = {getattr(errno, name, None) for name in ("ENOSPC", "EDQUOT")}
_scene: Scene | None = None  # of a worker process


def write_large(
    folder: Path,
    seed: int,
    shape: tuple[int, int],
    formats: tuple[str, ...],
    workers: int | None,
    progress: bool,
) -> list[Path]:
    """Write the files; see `section.write_large_section`, which checks what it is given."""
    workers = workers or min(os.cpu_count() or 1, _MOST_WORKERS)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clean(folder)
        with contextlib.closing(_strips(seed, shape, formats, workers)) as strips:
            _write(folder, _shown(strips, shape, progress), shape, formats)
        for name in formats:
            os.replace(_part(folder, NAMES[name]), folder / NAMES[name])
    except OSError as error:
        if error.errno in _FULL:
            raise OSError(
                error.errno,
                f"The disk is full: the large section didn't fit into {folder}. Free about 1.5 GB "
                "or choose another folder, and start again",
            ) from error
        raise
    finally:
        with contextlib.suppress(OSError):
            _clean(folder)
    return [folder / NAMES[name] for name in formats]


def _write(
    folder: Path, strips: Iterator["Strip"], shape: tuple[int, int], formats: tuple[str, ...]
) -> None:
    with contextlib.ExitStack() as stack:
        if "png" in formats:
            png = stack.enter_context(open(_part(folder, NAMES["png"]), "wb"))
            strips = write_png(png, strips, shape, FIELD_OF_VIEW)
        if "tiff" in formats:
            spool = stack.enter_context(open(_part(folder, "levels"), "w+b"))
            pyramid = Pyramid(spool, shape)
            tiff = _part(folder, NAMES["tiff"])
            write_tiff(tiff, strips, shape, FIELD_OF_VIEW, pyramid)
        for _ in strips:  # if there is no TIFF, nothing has asked for the strips yet
            pass


def _part(folder: Path, name: str) -> Path:
    return folder / f".{name}.part"


def _clean(folder: Path) -> None:
    """Remove what an interrupted call has left behind."""
    for name in (*NAMES.values(), "levels"):
        _part(folder, name).unlink(missing_ok=True)


def _strips(
    seed: int, shape: tuple[int, int], formats: tuple[str, ...], workers: int
) -> Iterator["Strip"]:
    """Make the strips in order; never more than a few are in memory."""
    tasks = [(top, shape, formats) for top in range(0, shape[0], TILE)]
    if workers == 1:
        scene = build_scene(seed)
        for task in tasks:
            yield _make_strip(scene, *task)
        return
    # Fresh processes rather than forks: a fork of a process with threads may hang.
    executor = ProcessPoolExecutor(
        min(workers, len(tasks)), get_context("spawn"), _start_worker, (seed,)
    )
    waiting: deque = deque()
    try:
        for task in tasks:
            waiting.append(executor.submit(_work, task))
            if len(waiting) >= workers + 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _start_worker(seed: int) -> None:
    global _scene
    # Ctrl-C reaches all processes of a terminal; the first of them stops the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    _scene = build_scene(seed)


def _follow_parent() -> None:
    """End this process when the one that started it is gone, even if that one was killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(task: tuple[int, tuple[int, int], tuple[str, ...]]) -> "Strip":
    assert _scene is not None
    return _make_strip(_scene, *task)


def _make_strip(
    scene: Scene, top: int, shape: tuple[int, int], formats: tuple[str, ...]
) -> "Strip":
    bottom = min(top + TILE, shape[0])
    image = render_rows(scene, top, bottom, shape)
    return Strip(
        png=encode_png_rows(image, last=bottom == shape[0]) if "png" in formats else None,
        tiles=encode_tiles(image) if "tiff" in formats else [],
        half=halve(image) if "tiff" in formats else None,
    )


def _shown(strips: Iterator["Strip"], shape: tuple[int, int], progress: bool) -> Iterator["Strip"]:
    if not progress:
        return strips
    n = -(-shape[0] // TILE)
    return iter(tqdm(strips, total=n, desc="large section", unit="strip"))


@dataclass(frozen=True)
class Strip:
    """What becomes of `TILE` rows of the picture.

    Attributes
    ----------
    png : PngSegment or None
        The rows, compressed for a PNG file.
    tiles : list of bytes
        The rows, compressed as the tiles of a TIFF file.
    half : numpy.ndarray or None
        uint8, the rows at half the size, for the pyramid.
    """

    png: PngSegment | None
    tiles: list[bytes]
    half: np.ndarray | None
