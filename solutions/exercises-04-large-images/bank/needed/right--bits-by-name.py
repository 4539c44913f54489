def bytes_needed(path, dtype):
    bits = int("".join(c for c in dtype if c.isdigit()))
    im = Image.open(path)
    return im.size[0] * im.size[1] * len(im.getbands()) * bits // 8
