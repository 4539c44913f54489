def smaller_size(shape, longest):
    return round(min(shape[:2]) * longest / max(shape[:2]))
