def size_mm(dataset):
    return dataset.PixelSpacing[0], dataset.PixelSpacing[1]
