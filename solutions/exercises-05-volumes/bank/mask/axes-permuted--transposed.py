def as_image(mask, image):
    return nib.Nifti1Image(mask.T.astype(np.uint8), image.affine)
