def smaller_size(shape, longest):
    rows, columns = shape[:2]
    return max(1, round(columns * longest / rows)), longest
