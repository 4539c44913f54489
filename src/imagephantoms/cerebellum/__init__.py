"""A confocal picture of the cerebellar cortex, mixed from three stains."""

from imagephantoms.cerebellum.picture import (
    PRESENT,
    STAIN_NAMES,
    Cerebellum,
    load_cerebellum_truth,
    make_cerebellum,
    save_cerebellum_image,
    save_cerebellum_truth,
)

__all__ = [
    "PRESENT",
    "STAIN_NAMES",
    "Cerebellum",
    "load_cerebellum_truth",
    "make_cerebellum",
    "save_cerebellum_image",
    "save_cerebellum_truth",
]
