def summary(image):
    return image.header.get_zooms()[:3], "".join(nib.aff2axcodes(image.affine)), image.get_fdata().nbytes / 1e6
