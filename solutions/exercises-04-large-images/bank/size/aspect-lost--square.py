def smaller_size(shape, longest):
    return longest, longest
