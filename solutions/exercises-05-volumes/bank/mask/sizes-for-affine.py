def as_image(mask, image):
    affine = np.diag([*image.header.get_zooms(), 1])
    return nib.Nifti1Image(mask.astype(np.uint8), affine)
