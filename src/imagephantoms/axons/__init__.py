"""An electron micrograph of densely packed myelinated axons."""

from imagephantoms.axons.slice import (
    AxonSlice,
    axon_table,
    load_axon_truth,
    make_axon_slice,
    save_axon_image,
    save_axon_truth,
)

__all__ = [
    "AxonSlice",
    "axon_table",
    "load_axon_truth",
    "make_axon_slice",
    "save_axon_image",
    "save_axon_truth",
]
