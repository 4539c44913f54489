def as_image(mask, image):
    values = np.where(mask, np.uint8(1), np.uint8(0))
    return nib.as_closest_canonical(nib.Nifti1Image(values, image.affine))
