def bytes_needed(path, dtype):
    with Image.open(path) as header:
        w, h = header.size
        n = len(header.mode)
    return w * h * n * np.dtype(dtype).itemsize
