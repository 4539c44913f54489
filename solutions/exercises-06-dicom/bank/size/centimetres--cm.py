def size_mm(dataset):
    return dataset.Rows * dataset.PixelSpacing[0] / 10, dataset.Columns * dataset.PixelSpacing[1] / 10
