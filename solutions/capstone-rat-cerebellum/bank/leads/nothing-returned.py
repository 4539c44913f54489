def leads(image, channel, margin):
    values = image.astype(int)
    others = np.delete(values, channel, axis=-1).max(axis=-1)
    print(values[..., channel] - others > margin)
