"""What shutting a process in costs, against forking alone: ``python benchmarks/sandbox_cost.py``.

All ways are measured by turns in one run, so that whatever else the machine does weighs on each
of them alike. Medians of the time from before the fork to the end of the process, and of the
processor time that it took.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

import matplotlib
import nibabel  # noqa: F401
import numpy  # noqa: F401
import scipy.ndimage  # noqa: F401
import skimage.filters  # noqa: F401

from imagecourse.isolation import Extension
from nbisolate.sandbox import enter

matplotlib.use("Agg")
import matplotlib.pyplot  # noqa: E402, F401


def once(layers: tuple[str, ...] | None, readable: list[Path], listable: list[Path]) -> list[float]:
    """Fork a process and shut it in; return milliseconds: all in all, and of the processor."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        child = os.fork()
        if child == 0:
            if layers is not None:
                limits = enter.Limits()
                enter.shut_in(Path(folder), readable, limits, listable=listable, layers=layers)
            os._exit(0)
        _, status, used = os.wait4(child, 0)
        assert status == 0, "the process could not be shut in"
        ended = time.perf_counter()
    return [1000 * (ended - begun), 1000 * (used.ru_utime + used.ru_stime)]


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=100)
    times = parser.parse_args().times
    around = Extension().surroundings()
    readable, listable = enter.readable_paths(around.readable, around.private), around.listable
    enter.warm_up(readable)
    present = enter.present_layers()
    ways = {"fork alone": None, "no layer": (), **{one: (one,) for one in present}, "all": present}
    taken: dict[str, list[list[float]]] = {name: [] for name in ways}
    for _ in range(times):
        for name, layers in ways.items():
            taken[name].append(once(layers, readable, listable))
    rows = {
        name: [statistics.median(column) for column in zip(*each, strict=True)]
        for name, each in taken.items()
    }
    alone = rows["fork alone"]
    print(f"{'':12} {'ms':>7} {'added':>7} {'ratio':>6} {'cpu ms':>7} {'added':>7}")
    for name, (wall, cpu) in rows.items():
        added = f"{wall:7.1f} {wall - alone[0]:7.1f} {wall / alone[0]:6.2f}"
        print(f"{name:12} {added} {cpu:7.1f} {cpu - alone[1]:7.1f}")


if __name__ == "__main__":
    main()
