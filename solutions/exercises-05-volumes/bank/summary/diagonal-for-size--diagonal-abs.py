def summary(image):
    return np.abs(np.diag(image.affine)[:3]), "".join(nib.aff2axcodes(image.affine)), int(np.prod(image.shape)) * 8
