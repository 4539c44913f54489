def mostly(image, channel, margin):
    wide = image.astype(int)
    mask = wide[..., channel] - np.delete(wide, channel, axis=2).max(axis=2) > margin
    plt.imshow(mask)
