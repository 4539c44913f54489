def bytes_needed(path, dtype):
    shape = iio.improps(path).shape
    return int(np.prod(shape)) * np.dtype(dtype).itemsize
