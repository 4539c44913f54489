def summary(image):
    letters = "".join(nib.aff2axcodes(image.affine))
    canonical = nib.as_closest_canonical(image)
    return canonical.header.get_zooms()[:3], letters, canonical.get_fdata().nbytes
