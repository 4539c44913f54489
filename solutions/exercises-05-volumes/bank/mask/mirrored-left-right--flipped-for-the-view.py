def as_image(mask, image):
    flipped = np.flip(mask, axis=2).astype(np.uint8)
    return nib.Nifti1Image(flipped, image.affine)
