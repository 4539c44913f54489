def size_mm(dataset):
    top = -0.5 * dataset.PixelSpacing[0]
    bottom = (dataset.Rows - 0.5) * dataset.PixelSpacing[0]
    left = -0.5 * dataset.PixelSpacing[1]
    right = (dataset.Columns - 0.5) * dataset.PixelSpacing[1]
    return [bottom - top, right - left]
