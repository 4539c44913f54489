def summary(image):
    letters = "".join(nib.aff2axcodes(image.affine))
    return image.affine.diagonal()[:3], letters, image.get_fdata().nbytes
