from skimage import measure
def find_lesion(image):
    z = image.header.get_zooms()[:3]
    vol = image.get_fdata()
    lab = measure.label(vol > 315, connectivity=1)
    best, score = None, np.inf
    for r in measure.regionprops(lab):
        ml = r.area * np.prod(z) / 1000
        if not 0.8 < ml < 7:
            continue
        ext = (np.array(r.bbox[3:]) - r.bbox[:3]) * z
        s = ext.max() / ext.min() + abs(r.area * np.prod(z) / ext.prod() - np.pi / 6) * 4
        if s < score:
            best, score = r.label, s
    return lab == best
