"""Is it right; if not, why: the checks of the exercises.

A test cell imports this package and compares the learner's values with the right ones::

    from imagelessons import check

    with check.exercise("Exercise 2: corner"):
        check.kind(corner, "corner", shape=(50, 70), dtype="uint8")
        check.sealed(corner, "exercises-01-greyscale/corner")

Each check accepts every right route, and only on failure asks why. The answer is one `Finding`.
"""

from imagelessons.check.catalogue import CATALOGUE, AuthorError, misconception
from imagelessons.check.diagnose.cases import case
from imagelessons.check.diagnose.explained import ANYTHING
from imagelessons.check.exercises import exercise
from imagelessons.check.figures.colours import (
    shown_channel,
    shown_channel_histogram,
    shown_colours,
)
from imagelessons.check.figures.facts import FigureFacts, facts_from_plain, plain_facts
from imagelessons.check.figures.figure import figure
from imagelessons.check.figures.histogram import shown_histogram
from imagelessons.check.figures.images import labelled, shown_image
from imagelessons.check.figures.masks import shown_mask, shown_masked
from imagelessons.check.figures.points import shown_points
from imagelessons.check.figures.proportions import proportions
from imagelessons.check.finding import Finding
from imagelessons.check.hints.hint import hint
from imagelessons.check.solutions import solution
from imagelessons.check.values.arrays import array
from imagelessons.check.values.channel_masks import channel_mask
from imagelessons.check.values.choices import text, truth
from imagelessons.check.values.estimates import estimate
from imagelessons.check.values.functions import function
from imagelessons.check.values.labels import labels
from imagelessons.check.values.masks import mask
from imagelessons.check.values.overlap import dice, overlap
from imagelessons.check.values.scalars import number
from imagelessons.check.values.seals import Answer, sealed
from imagelessons.check.values.structure import kind
from imagelessons.check.values.variants import variants
from imagelessons.check.volumes.anonymous import anonymous
from imagelessons.check.volumes.dataset_facts import DatasetFacts, dataset_facts, plain_dataset
from imagelessons.check.volumes.dicom_slice import dicom_slice
from imagelessons.check.volumes.read_volume import read_volume
from imagelessons.check.volumes.volume import volume
from imagelessons.check.volumes.volume_facts import (
    VolumeFacts,
    plain_volume,
    volume_facts,
    volume_from_plain,
)
from imagelessons.packed import unpacked

__all__ = [
    "ANYTHING",
    "Answer",
    "AuthorError",
    "CATALOGUE",
    "DatasetFacts",
    "FigureFacts",
    "Finding",
    "VolumeFacts",
    "anonymous",
    "array",
    "case",
    "channel_mask",
    "dataset_facts",
    "dice",
    "dicom_slice",
    "estimate",
    "exercise",
    "facts_from_plain",
    "figure",
    "function",
    "hint",
    "kind",
    "labelled",
    "labels",
    "mask",
    "misconception",
    "number",
    "overlap",
    "plain_dataset",
    "plain_facts",
    "plain_volume",
    "proportions",
    "read_volume",
    "sealed",
    "shown_channel",
    "shown_channel_histogram",
    "shown_colours",
    "shown_histogram",
    "shown_image",
    "shown_mask",
    "shown_masked",
    "shown_points",
    "solution",
    "text",
    "truth",
    "unpacked",
    "variants",
    "volume",
    "volume_facts",
    "volume_from_plain",
]
