def find_lesion(image):
    pieces, _ = ndimage.label(image.get_fdata() > 310)
    millilitres = np.bincount(pieces.ravel()) * np.prod(image.header.get_zooms()) / 1000
    return np.isin(pieces, np.flatnonzero((millilitres > 1) & (millilitres < 6)))
