def leads(image, channel, margin):
    values = np.asarray(image, dtype=float)
    rest = [values[..., k] for k in range(3) if k != channel]
    return values[..., channel] > np.maximum(*rest) + margin
