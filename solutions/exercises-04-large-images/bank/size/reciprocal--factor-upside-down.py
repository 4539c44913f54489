def smaller_size(shape, longest):
    factor = max(shape[:2]) / longest
    return max(1, round(shape[1] * factor)), max(1, round(shape[0] * factor))
