def size_mm(dataset):
    down, along = dataset.PixelSpacing
    return (dataset.Rows - 1) * down, (dataset.Columns - 1) * along
