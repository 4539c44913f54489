def as_image(mask, image):
    canonical = nib.as_closest_canonical(image)
    return nib.Nifti1Image(mask.astype(np.uint8), canonical.affine)
