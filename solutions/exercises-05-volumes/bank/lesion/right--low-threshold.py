def find_lesion(image):
    zooms = np.array(image.header.get_zooms()[:3])
    pieces, _ = ndimage.label(image.get_fdata() > 285)
    scores = {}
    for number, box in enumerate(ndimage.find_objects(pieces), 1):
        inside = pieces[box] == number
        volume_ml = inside.sum() * zooms.prod() / 1000
        if volume_ml < 1 or volume_ml > 6:
            continue
        edges = zooms * inside.shape
        scores[number] = inside.mean() * edges.min() / edges.max()
    return pieces == max(scores, key=scores.get)
