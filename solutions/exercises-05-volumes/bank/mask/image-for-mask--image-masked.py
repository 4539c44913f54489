def as_image(mask, image):
    return nib.Nifti1Image((image.get_fdata() * mask).astype(np.uint8), image.affine)
