def share_red(image, bar, level):
    first, last = bar[:2]
    rest = np.delete(image[..., 0], np.s_[first : last + 1], axis=0)
    return (rest > level).mean()
