def size_mm(dataset):
    return dataset.pixel_array.shape
