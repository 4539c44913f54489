def share_red(image, bar, level):
    red = np.ma.array(image[..., 0].copy(), mask=False)
    red[bar[0] : bar[1] + 1, bar[2] : bar[3] + 1] = np.ma.masked
    return (red > level).mean()
