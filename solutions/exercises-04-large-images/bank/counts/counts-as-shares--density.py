def count_levels(strips):
    counts = np.zeros(256)
    pixels = 0
    for strip in strips:
        counts += np.bincount(strip.ravel(), minlength=256)
        pixels += strip.size
    return counts / pixels
