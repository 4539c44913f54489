def bytes_needed(path, dtype):
    im = Image.open(path)
    return im.width * im.height * len(im.getbands()) * np.dtype(dtype).itemsize / 1e6
