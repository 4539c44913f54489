def size_mm(dataset):
    spacing = dataset.PixelSpacing[0]
    return dataset.Rows * spacing, dataset.Columns * spacing
