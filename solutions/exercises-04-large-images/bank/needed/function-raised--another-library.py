def bytes_needed(path, dtype):
    im = cv2.imread(str(path))
    return im.nbytes
