def volume_ml(mask, image):
    return mask.sum() * np.prod(image.header.get_zooms()[:3]) / 1000


bright_ml = np.sum(volume > 300) * 0.9375 * 0.9375 * 1.5
