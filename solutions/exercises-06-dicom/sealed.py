"""The right values for the visible tests of exercises-06-dicom, to be sealed."""

import numpy as np
import pydicom
from pydicom.pixels import apply_voi_lut

from imagelessons.check import Answer
from imagelessons.data import data

FILES = ("head_ct",)


def answers() -> dict[str, Answer]:
    """Return the right values, and the wrong ones that the exercises invite."""
    series = [pydicom.dcmread(path) for path in sorted(data("head_ct").glob("*.dcm"))]
    stored = np.stack([one.pixel_array for one in series]).astype(int)
    hu = stored - 1024
    shown, shown_hu = stored[1], hu[1]
    brain, bone = [0, 80], [-500, 1500]
    autoscaled = [int(shown_hu.min()), int(shown_hu.max())]
    return {
        "bone_share": Answer(
            share(hu),
            {
                "air-counted": float((hu > 300).mean()),
                "rescale-forgotten": share(stored),
                "one-slice-only": share(hu[0]),
                "strictness": float((hu >= 300).sum() / (hu >= -300).sum()),
                "mean-of-slices": float(np.mean([share(one) for one in hu])),
                "bone-to-the-rest": float((hu > 300).sum() / ((hu > -300) & (hu <= 300)).sum()),
                "count-of-bone": int((hu > 300).sum()),
                "no-bone": 0.0,
                "windowed-values--brain": share(voi(hu, series, 0)),
                "windowed-values--bone": share(voi(hu, series, 1)),
                **{f"one-slice-only--{i}": share(one) for i, one in enumerate(hu[1:], 1)},
                "rounded-early": round(share(hu), 3),
            },
            FILES,
            step=1e-5,
        ),
        "slice_hu": Answer(
            shown_hu,
            {
                "rescale-forgotten": shown,
                "wrapped-in-uint16": shown.astype(np.uint16) - np.uint16(1024),
                **{f"windowed-values--{i}": one for i, one in enumerate(windowed(shown_hu))},
                "windowed-values--voi-brain": apply_voi_lut(shown_hu, series[1], index=0),
                "windowed-values--voi-bone": apply_voi_lut(shown_hu, series[1], index=1),
                **{f"other-slice--{i}": hu[i] for i in range(len(hu)) if i != 1},
            },
            FILES,
            decimals=3,
        ),
        "brain_limits": Answer(
            np.array(brain),
            {
                "width-as-half": np.array([-40, 120]),
                "window-from-centre": np.array([40, 120]),
                "window-as-limits": np.array([40, 80]),
                "panels-swapped": np.array(bone),
                "autoscaled-display": np.array(autoscaled),
            },
            FILES,
        ),
        "bone_limits": Answer(
            np.array(bone),
            {
                "width-as-half": np.array([-1500, 2500]),
                "window-from-centre": np.array([500, 2500]),
                "window-as-limits": np.array([500, 2000]),
                "panels-swapped": np.array(brain),
                "autoscaled-display": np.array(autoscaled),
            },
            FILES,
        ),
    }


def voi(hu: np.ndarray, series: list[pydicom.Dataset], index: int) -> np.ndarray:
    """Return what a window of the header makes of all slices."""
    return np.stack(
        [apply_voi_lut(one, ds, index=index) for one, ds in zip(hu, series, strict=True)]
    )


def windowed(hu: np.ndarray) -> list[np.ndarray]:
    """Return a slice cut to its windows, as it is and scaled."""
    both = []
    for low, high in ((0, 80), (-500, 1500)):
        part = np.clip(hu, low, high)
        shares = (part - low) / (high - low)
        both += [part, shares, shares * 255, (shares * 255).astype(np.uint8)]
    return both


def share(values: np.ndarray) -> float:
    """Return the number of voxels above 300 divided by that of those above -300."""
    return float((values > 300).sum() / (values > -300).sum())
