def unmix(image, stains):
    s = np.asarray(stains, dtype=float)
    return image @ s.T / (s**2).sum(axis=1)
