def size_mm(dataset):
    spacing = np.array(dataset.PixelSpacing, dtype=float)
    return np.array([dataset.Rows, dataset.Columns]) * spacing
