def mostly(image, channel, margin):
    others = [image[..., channel] - image[..., k] for k in range(3) if k != channel]
    return (others[0].astype(int) > margin) & (others[1].astype(int) > margin)
