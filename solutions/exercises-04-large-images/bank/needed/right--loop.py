def bytes_needed(path, dtype):
    image = Image.open(path)
    count = np.dtype(dtype).itemsize
    for side in (*image.size, len(image.getbands())):
        count = count * side
    return count
