def bytes_needed(path, dtype):
    im = Image.open(path)
    shape = (im.height, im.width) if im.mode == "L" else (im.height, im.width, 3)
    return np.broadcast_to(np.empty((), dtype), shape).size * np.empty((), dtype).itemsize
