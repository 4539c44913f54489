def find_lesion(image):
    values = image.get_fdata()
    sizes = image.header.get_zooms()
    head = ndimage.binary_fill_holes(values > 40)
    depth = ndimage.distance_transform_edt(head, sampling=sizes)
    pieces, count = ndimage.label(values > 310)
    numbers = np.arange(1, count + 1)
    millilitres = np.bincount(pieces.ravel())[1:] * np.prod(sizes) / 1000
    depths = ndimage.minimum(depth, pieces, numbers)
    depths[(millilitres < 0.5) | (millilitres > 8)] = 0
    return pieces == numbers[np.argmax(depths)]
