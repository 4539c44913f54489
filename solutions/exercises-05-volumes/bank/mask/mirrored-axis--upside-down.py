def as_image(mask, image):
    return nib.Nifti1Image(mask[:, ::-1].astype(np.uint8), image.affine)
