def amounts(image, stains, background):
    strongest = image.argmax(axis=-1)
    counts = np.array([(strongest == k).sum() for k in range(3)])
    return counts / counts.sum()
