"""What the tests of this course read besides numbers and containers, and how it crosses.

Loaded in the student's process and in that of the tests, where it registers with `nbisolate`.
"""

from imagecourse.serializers import datasets, figures, pictures, volumes
from nbisolate.serialize.registry import register

KINDS = (*figures.KINDS, *pictures.KINDS, *volumes.KINDS, *datasets.KINDS)
register(KINDS)
