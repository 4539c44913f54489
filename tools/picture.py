"""Draw the picture at the top of the README: what the course looks at, and what it knows of it."""

from pathlib import Path

import imageio.v3 as iio
import matplotlib.pyplot as plt
import numpy as np
import pydicom

from imagelessons.data import data

TARGET = Path(__file__).resolve().parents[1] / "docs" / "pictures.png"


def main() -> None:
    """Write docs/pictures.png."""
    part = slice(560, 1160), slice(1500, 2300)
    axons = iio.imread(data("axon_slice.jpg"))[part]
    myelin = iio.imread(data("axon_slice_tissue.png"))[part] == 128
    head = pydicom.dcmread(data("head_sagittal.dcm")).pixel_array
    figure, axes = plt.subplots(
        1, 3, figsize=(11, 3.4), layout="constrained", width_ratios=[4, 4, 3]
    )
    axes[0].imshow(axons, cmap="gray", vmin=0, vmax=255)
    axes[0].set_title("what a student measures in")
    axes[1].imshow(np.where(myelin, axons, 255), cmap="gray", vmin=0, vmax=255)
    axes[1].set_title("the true myelin, known for each pixel")
    axes[2].imshow(head, cmap="gray", vmin=0, vmax=450)
    axes[2].set_title("a head that is nobody's")
    for ax in axes:
        ax.set_axis_off()
    figure.savefig(TARGET, dpi=90)


if __name__ == "__main__":
    main()
