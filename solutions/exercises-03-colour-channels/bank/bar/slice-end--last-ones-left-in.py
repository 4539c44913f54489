def share_red(image, bar, level):
    keep = np.ones(image.shape[:2], bool)
    keep[bar[0] : bar[1], bar[2] : bar[3]] = False
    return (image[keep, 0] > level).mean()
