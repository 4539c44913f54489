def smaller_size(shape, longest):
    rows, columns = shape[:2]
    return longest, max(1, round(longest * rows / columns))
