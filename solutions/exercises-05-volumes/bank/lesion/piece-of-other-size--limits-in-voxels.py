def find_lesion(image):
    lab, n = ndimage.label(image.get_fdata() > 310)
    sizes = np.bincount(lab.ravel())
    best, fill = 0, 0
    for i, box in enumerate(ndimage.find_objects(lab), 1):
        if 1 <= sizes[i] <= 6 and (lab[box] == i).mean() > fill:
            best, fill = i, (lab[box] == i).mean()
    return lab == best
