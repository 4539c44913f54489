def size_mm(dataset):
    return round(dataset.Rows * dataset.PixelSpacing[0]), round(dataset.Columns * dataset.PixelSpacing[1])
