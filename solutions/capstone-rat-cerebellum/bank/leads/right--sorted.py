def leads(image, channel, margin):
    values = image.astype(np.int32)
    ordered = np.sort(values, axis=-1)
    return (values[..., channel] == ordered[..., 2]) & (ordered[..., 2] - ordered[..., 1] > margin)
