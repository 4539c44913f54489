def size_mm(dataset):
    down, along, depth = [*dataset.PixelSpacing, dataset.SliceThickness]
    return dataset.Rows * down, dataset.Columns * along
