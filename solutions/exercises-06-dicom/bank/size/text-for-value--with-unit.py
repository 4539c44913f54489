def size_mm(dataset):
    down, along = dataset.PixelSpacing
    return f"{dataset.Rows * down} mm", f"{dataset.Columns * along} mm"
