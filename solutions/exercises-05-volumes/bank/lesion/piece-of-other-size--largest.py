def find_lesion(image):
    pieces, _ = ndimage.label(image.get_fdata() > 320)
    sizes = np.bincount(pieces.ravel())[1:]
    return pieces == np.argmax(sizes) + 1
