def share_red(image, bar, level):
    image[bar[0] : bar[1] + 1, bar[2] : bar[3] + 1] = 0
    area = image.shape[0] * image.shape[1] - (bar[1] - bar[0] + 1) * (bar[3] - bar[2] + 1)
    return (image[:, :, 0] > level).sum() / area
