def share_red(image, bar, level):
    white = (image == 255).all(axis=-1)
    return (image[~white, 0] > level).mean()
