def bytes_needed(path, dtype):
    return 2787000 * np.dtype(dtype).itemsize
