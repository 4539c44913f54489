def size_mm(dataset):
    x, y = dataset.PixelSpacing
    return dataset.Rows * y, dataset.Columns * x
