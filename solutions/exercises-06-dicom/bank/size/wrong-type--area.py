def size_mm(dataset):
    return dataset.Rows * dataset.PixelSpacing[0] * dataset.Columns * dataset.PixelSpacing[1]
