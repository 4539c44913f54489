def unmix(image, stains):
    s = stains.astype(float)
    light = image.astype(float) @ s.T
    amounts = light @ np.linalg.inv(s @ s.T)
    amounts[amounts < 0] = 0
    return amounts
