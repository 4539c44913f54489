def bytes_needed(path, dtype):
    bits = int(dtype.strip("uintflo"))
    im = Image.open(path)
    return im.width * im.height * len(im.getbands()) * bits
