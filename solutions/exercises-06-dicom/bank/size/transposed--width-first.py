def size_mm(dataset):
    width = dataset.Columns * dataset.PixelSpacing[1]
    height = dataset.Rows * dataset.PixelSpacing[0]
    return width, height
