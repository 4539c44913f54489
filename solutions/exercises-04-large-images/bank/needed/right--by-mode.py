def bytes_needed(path, dtype):
    with Image.open(path) as image:
        channels = {"L": 1, "RGB": 3}[image.mode]
        rows, columns = image.height, image.width
    return rows * columns * channels * np.zeros(1, dtype).nbytes
