def amounts(image, stains, background):
    measured = np.array([[255.0, 56.0, 104.0], [104.0, 229.0, 8.0], [6.0, 74.0, 280.0]])
    total = np.linalg.solve(measured.T, image.reshape(-1, 3).mean(axis=0) - background)
    return total / total.sum()
