def find_lesion(image):
    lab, n = ndimage.label(image.get_fdata() > 310)
    best, fill = 0, 0
    for i, box in enumerate(ndimage.find_objects(lab), 1):
        m = lab[box] == i
        if 1000 <= m.sum() <= 6000:
            e = np.array(m.shape)
            r = m.mean() * e.min() / e.max()
            if r > fill:
                best, fill = i, r
    return lab == best
