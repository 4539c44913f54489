def bytes_needed(path, dtype):
    return path.stat().st_size
