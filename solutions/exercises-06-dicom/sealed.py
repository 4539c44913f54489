"""The right values for the visible tests of exercises-06-dicom, to be sealed."""

import numpy as np
import pydicom

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
            },
            FILES,
        ),
        "brain_limits": Answer(
            np.array(brain),
            {
                "width-as-half": np.array([-40, 120]),
                "window-of-whole-numbers": np.array([0, 79]),
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
                "window-of-whole-numbers": np.array([-500, 1499]),
                "window-as-limits": np.array([500, 2000]),
                "panels-swapped": np.array(brain),
                "autoscaled-display": np.array(autoscaled),
            },
            FILES,
        ),
    }


def share(values: np.ndarray) -> float:
    """Return the number of voxels above 300 divided by that of those above -300."""
    return float((values > 300).sum() / (values > -300).sum())
