def smaller_size(shape, longest):
    """Return (width, height) of a picture whose longer side has `longest` pixels."""
    empty = Image.new("L", (shape[1], shape[0]))
    empty.thumbnail((longest, longest))
    size = empty.size
    return size
