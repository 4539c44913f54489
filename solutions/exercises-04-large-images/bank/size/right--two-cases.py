def smaller_size(shape, longest):
    rows, columns = shape[0], shape[1]
    if rows > columns:
        return max(1, round(columns * longest / rows)), longest
    return longest, max(1, round(rows * longest / columns))
