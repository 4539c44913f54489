def leads(image, channel, margin):
    v = image.astype(float)
    return v[..., channel] / (v.sum(axis=-1) + 1e-9) * 100 > margin
