def size_mm(dataset):
    return 3.0, 20.0
