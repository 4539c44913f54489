def share_red(image, bar, level):
    clean = image.copy()
    clean[bar[0] : bar[1] + 1, bar[2] : bar[3] + 1] = 0
    return (clean[:, :, 0] > level).mean()
