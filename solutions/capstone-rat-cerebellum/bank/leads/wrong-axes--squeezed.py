def leads(image, channel, margin):
    values = np.squeeze(image.astype(float))
    others = [values[..., other] for other in range(3) if other != channel]
    return values[..., channel] - np.maximum(*others) > margin
