def smaller_size(shape, longest):
    factor = longest / max(shape[:2])
    return round(shape[1] * factor), round(shape[0] * factor)
