def find_lesion(image):
    box = np.asanyarray(image.dataobj)
    pieces, _ = ndimage.label(box > 310)
    best, found = 0, None
    sizes = np.array(image.header.get_zooms())
    for number, place in enumerate(ndimage.find_objects(pieces), 1):
        piece = pieces[place] == number
        edges = sizes * piece.shape
        if 1 < piece.sum() * sizes.prod() / 1000 < 6:
            score = piece.mean() * edges.min() / edges.max()
            best, found = max((best, found or 0), (score, number))
    return pieces != found
