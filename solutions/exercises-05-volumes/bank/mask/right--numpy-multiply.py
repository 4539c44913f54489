def as_image(mask, image):
    ones = np.zeros(mask.shape, dtype=np.uint8)
    ones[mask] = 1
    out = nib.Nifti1Image(ones, None)
    out.set_sform(image.affine)
    out = nib.Nifti1Image(ones, image.affine)
    return out
