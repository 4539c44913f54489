def size_mm(dataset):
    print(dataset.Rows * dataset.PixelSpacing[0], dataset.Columns * dataset.PixelSpacing[1])
