def as_image(mask, image):
    return nib.Nifti1Image(np.array(mask, dtype=int), image.affine, dtype="uint8")
