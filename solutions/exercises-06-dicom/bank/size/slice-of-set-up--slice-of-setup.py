def size_mm(dataset):
    return ct.Rows * ct.PixelSpacing[0], ct.Columns * ct.PixelSpacing[1]
