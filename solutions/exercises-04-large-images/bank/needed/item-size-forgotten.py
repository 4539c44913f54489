def bytes_needed(path, dtype):
    image = Image.open(path)
    return image.width * image.height * len(image.getbands())
