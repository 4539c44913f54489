def summary(image):
    return image.header.get_zooms()[:3], "".join(nib.aff2axcodes(image.affine)), int(np.prod(image.shape)) * 64
