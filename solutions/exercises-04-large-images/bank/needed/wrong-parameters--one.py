def bytes_needed(path):
    return iio.imread(path).nbytes
