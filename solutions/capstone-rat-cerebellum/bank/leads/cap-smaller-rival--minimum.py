def leads(image, channel, margin):
    v = image.astype(int)
    others = [v[..., k] for k in range(3) if k != channel]
    return v[..., channel] - np.minimum(*others) > margin
