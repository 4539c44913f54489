def as_image(mask, image):
    affine = image.affine.copy()
    affine[:3, 3] = 0
    return nib.Nifti1Image(mask.astype(np.uint8), affine)
