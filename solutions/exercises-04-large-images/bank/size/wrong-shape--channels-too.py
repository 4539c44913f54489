def smaller_size(shape, longest):
    factor = longest / max(shape)
    return tuple(max(1, round(n * factor)) for n in reversed(shape))
