def as_image(mask, image):
    return nib.Nifti1Image(mask.astype(int), image.affine)
