"""What lesson 05 teaches, on headers as they are found: it trusts an affine, or says why not.

The files are those that nibabel brings, and headers made here for what isn't among them.
"""

from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
from taught import taught

from imagelessons.data import data

LESSON = taught("05-volumes", "trusted_affine", "OPPOSITE", "side_axis")
trusted_affine, side_axis = LESSON["trusted_affine"], LESSON["side_axis"]

FILES = Path(nib.__file__).parent / "tests" / "data"
LAS, RAS = np.diag([-2.0, 2, 2, 1]), np.diag([2.0, 2, 2, 1])


def as_read(sform=None, sform_code=0, qform=None, qform_code=0, kind=nib.Nifti1Image):
    """Return an image as it is read from a file with these two affines and codes."""
    image = kind(np.zeros((4, 5, 6), np.int16), RAS)
    image = kind.from_bytes(image.to_bytes())
    header = image.header
    header.set_sform(sform if sform is not None else RAS, sform_code)
    header.set_qform(qform if qform is not None else RAS, qform_code)
    header["sform_code"], header["qform_code"] = sform_code, qform_code
    whole = bytearray(header.binaryblock) + bytes(4) + np.zeros((4, 5, 6), np.int16).tobytes()
    return kind.from_bytes(bytes(whole))


@pytest.mark.parametrize("kind", [nib.Nifti1Image, nib.Nifti2Image])
def test_a_file_with_both_codes_at_0_gets_no_letters(kind):
    image = as_read(kind=kind)
    assert nib.aff2axcodes(image.affine) == ("L", "A", "S")  # what nibabel makes up
    with pytest.raises(ValueError, match="Both codes are 0"):
        trusted_affine(image)


@pytest.mark.parametrize("codes", [(1, 1), (2, 1), (4, 1)])
def test_two_affines_that_disagree_in_left_and_right_are_told(codes):
    image = as_read(sform=RAS, sform_code=codes[0], qform=LAS, qform_code=codes[1])
    assert nib.aff2axcodes(image.affine) == ("R", "A", "S")
    with pytest.raises(ValueError, match="sform and qform disagree"):
        trusted_affine(image)


def test_an_sform_of_zeros_is_told():
    zeros = np.diag([0.0, 0, 0, 1])
    with pytest.raises(ValueError, match="affine is empty"):
        trusted_affine(as_read(sform=zeros, sform_code=1))
    with pytest.raises(ValueError, match="disagree"):
        trusted_affine(as_read(sform=zeros, sform_code=1, qform=LAS, qform_code=1))


def test_one_clear_affine_is_trusted_whichever_it_is():
    shifted = RAS.copy()
    shifted[:3, 3] = 3, -8, 1
    for image, right in [
        (as_read(sform=LAS, sform_code=1), LAS),
        (as_read(qform=LAS, qform_code=1), LAS),
        (as_read(sform=RAS, sform_code=4, qform=shifted, qform_code=1), RAS),
        (nib.Nifti1Image(np.zeros((4, 5, 6), np.uint8), LAS), LAS),
    ]:
        assert trusted_affine(image) == pytest.approx(right)


@pytest.mark.parametrize(
    "name",
    [
        *("anatomical.nii", "functional.nii", "example4d.nii.gz", "example_nifti2.nii.gz"),
        *("standard.nii.gz", "test.mgz", "tiny.mnc", "scaled+tlrc.HEAD", "example4d+orig.HEAD"),
    ],
)
def test_what_was_right_stays_right(name):
    image = nib.load(FILES / name)
    affine = trusted_affine(image)
    assert affine is image.affine
    for side in "RAS":
        axis, grows = side_axis(affine, side)
        assert (affine[:3, axis]["RAS".index(side)] > 0) == grows


def test_the_head_of_the_course_is_trusted():
    image = nib.load(data("brain.nii.gz"))
    assert nib.aff2axcodes(trusted_affine(image)) == ("P", "I", "L")


def test_a_slope_of_0_means_that_there_is_none():
    image = nib.Nifti1Image(np.arange(-60, 60, dtype=np.int8).reshape(4, 5, 6), RAS)
    whole = bytearray(image.to_bytes())
    whole[112:120] = bytes(8)  # scl_slope and scl_inter
    read = nib.Nifti1Image.from_bytes(bytes(whole))
    assert np.array_equal(np.asarray(read.dataobj), np.asarray(image.dataobj))
