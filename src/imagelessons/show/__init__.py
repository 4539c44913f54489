"""Describe an array in one line, and show pictures without fooling the eye."""

from imagelessons.show.describe import describe
from imagelessons.show.pictures import mask_on_image, pictures

__all__ = ["describe", "mask_on_image", "pictures"]
