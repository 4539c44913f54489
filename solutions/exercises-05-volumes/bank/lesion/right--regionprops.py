from skimage.measure import label, regionprops


def find_lesion(image):
    sizes = np.array(image.header.get_zooms())
    pieces = label(np.asanyarray(image.dataobj) > 330, connectivity=1)
    best, least = 0, np.inf
    for region in regionprops(pieces):
        if not 1 < region.area * np.prod(sizes) / 1000 < 6:
            continue
        places = region.coords * sizes
        spread = np.linalg.norm(places - places.mean(axis=0), axis=1).mean()
        if spread / np.cbrt(region.area * np.prod(sizes)) < least:
            least = spread / np.cbrt(region.area * np.prod(sizes))
            best = region.label
    return pieces == best
