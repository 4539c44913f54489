def bytes_needed(path, dtype):
    im = Image.open(path)
    return im.width * im.height * 3 * np.dtype(dtype).itemsize
