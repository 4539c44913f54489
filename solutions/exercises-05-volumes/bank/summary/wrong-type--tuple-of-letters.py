def summary(image):
    return image.header.get_zooms()[:3], nib.aff2axcodes(image.affine), image.get_fdata().nbytes
