def share_red(image, bar, level):
    return (image[:, :, 0] > level).mean()
