def as_image(mask, image):
    return nib.Nifti1Image(mask.astype(np.uint8), np.diag([*image.header.get_zooms()[:3], 1]))
