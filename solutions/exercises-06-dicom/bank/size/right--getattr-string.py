def size_mm(dataset):
    down, across = map(float, dataset["PixelSpacing"].value)
    return np.array([int(dataset["Rows"].value) * down, int(dataset["Columns"].value) * across])
