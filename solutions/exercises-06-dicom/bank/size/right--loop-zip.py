def size_mm(dataset):
    sizes = []
    for n, mm in zip(dataset.pixel_array.shape, dataset.PixelSpacing):
        sizes.append(n * float(mm))
    return tuple(sizes)
