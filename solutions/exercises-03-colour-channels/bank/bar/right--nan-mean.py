def share_red(image, bar, level):
    r0, r1, c0, c1 = bar
    red = (image[..., 0] > level).astype(float)
    red[r0 : r1 + 1, c0 : c1 + 1] = np.nan
    return np.nanmean(red)
