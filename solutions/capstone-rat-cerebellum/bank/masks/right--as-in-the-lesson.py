def mostly(image, channel, margin=30, floor=60):
    values = image.astype(np.int16)
    others = np.delete(values, channel, axis=-1).max(axis=-1)
    one = values[..., channel]
    return (one > others + margin) & (one > floor)


red, green, blue = (mostly(img, k) for k in range(3))
red_colour = img[red].mean(0)
