def mostly(image, channel, margin):
    picture = image / 1.0
    others = [picture[:, :, k] for k in range(3) if k != channel]
    return np.logical_and(*[picture[:, :, channel] > other + margin for other in others])
