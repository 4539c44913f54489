def bytes_needed(path, dtype):
    image = Image.open(path)
    print(image.width * image.height * len(image.getbands()) * np.dtype(dtype).itemsize)
