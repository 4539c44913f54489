"""Write docs/phantoms.md: the phantoms held against the originals, number by number."""

from imagelessons.data import course_root, data
from imagephantoms.reference import REFERENCE, as_markdown, load

TOP = """# The phantoms beside the originals

The pictures of the course are made by a program and imitate the pictures of the source lessons. The numbers of the originals were measured on the originals, which may not be shared; those of the phantoms on the files in `data/`. A test holds each pair within what is stated in the last column. `python tools/phantom_page.py` writes this page.

For the head slice there is no original that may be looked at: its numbers are those of a description. The volume, the series and the CT imitate no picture.

What still differs to the eye is said at the end.

"""

END = """## What still differs to the eye

- **Axon slice**: fibre outlines are more regular ovals, without strongly indented or lengthwise-cut axons; mitochondria are rather uniform, with hardly visible cristae; the space between fibres is plainer; the torn, pale corner at the lower left of the original is missing; streaks are weaker. The histogram has a shallow dip near 145.
- **Cerebellar cortex**: the mesh of branchlets is bristlier and less orderly, with short isolated pieces; trunks run more vertically; chromocentres are light blue, not cyan; the cells stand in a straighter row; capillaries, axon fragments in the granule layer and stitching seams are missing; puncta are cleaner ovals.
- **Whole section**: the outline is rounder, with fewer and broader folia, straighter fissures and a larger core of white matter; the molecular layer is about 195 micrometres thick; there is less debris and torn pia. At full size fibres are short straight pieces and capillaries bent rods.
- **Head**: sulci are dark lines of rather even width, there are few vessels, the folia of the cerebellum fan out too regularly, the neck is plain, and the cerebrospinal fluid is on the high side.
"""


def main() -> None:
    """Write the page."""
    tables = "\n".join(as_markdown(name, load(data(name))) for name in REFERENCE)
    page = course_root() / "docs" / "phantoms.md"
    page.write_text(TOP + "## The numbers\n\n" + tables + "\n" + END, encoding="utf-8")


if __name__ == "__main__":
    main()
