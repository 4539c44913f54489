def size_mm(dataset):
    rows, columns = dataset.pixel_array.shape
    return [rows * float(dataset.PixelSpacing[0]), columns * float(dataset.PixelSpacing[1])]
