def bytes_needed(path, dtype):
    return iio.imread(path).size * np.dtype(dtype).itemsize
