def find_lesion(image):
    pieces, _ = ndimage.label(image.get_fdata() > 310)
    best, roundest = 0, 0
    for number, box in enumerate(ndimage.find_objects(pieces), start=1):
        piece = pieces[box] == number
        roundness = piece.mean() * min(piece.shape) / max(piece.shape)
        if 150 <= piece.sum() <= 400 and roundness > roundest:
            best, roundest = number, roundness
    return pieces == best
