def size_mm(dataset):
    sx, sy = dataset.PixelSpacing
    return dataset.Columns * sx, dataset.Rows * sy
