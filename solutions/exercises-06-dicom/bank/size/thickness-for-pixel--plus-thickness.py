def size_mm(dataset):
    return dataset.Rows * dataset.SliceThickness, dataset.Columns * dataset.SliceThickness
