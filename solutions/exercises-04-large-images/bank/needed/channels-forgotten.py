def bytes_needed(path, dtype):
    width, height = Image.open(path).size
    return width * height * np.dtype(dtype).itemsize
