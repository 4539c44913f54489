def bytes_needed(path, dtype):
    image = Image.open(path)
    return np.asarray(image).astype(dtype).nbytes
