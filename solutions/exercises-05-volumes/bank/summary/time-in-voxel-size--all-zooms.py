def summary(image):
    letters = "".join(nib.aff2axcodes(image.affine))
    return image.header.get_zooms(), letters, image.get_fdata().nbytes
