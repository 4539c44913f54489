def as_image(mask, image):
    return nib.Nifti1Image(mask, image.affine)
