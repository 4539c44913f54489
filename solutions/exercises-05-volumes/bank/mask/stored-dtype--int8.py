def as_image(mask, image):
    return nib.Nifti1Image(mask.astype(np.int8), image.affine)
