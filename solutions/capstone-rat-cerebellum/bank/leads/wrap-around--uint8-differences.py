def leads(image, channel, margin):
    others = [k for k in range(3) if k != channel]
    one = image[..., channel]
    return (one - image[..., others[0]] > margin) & (one - image[..., others[1]] > margin)
