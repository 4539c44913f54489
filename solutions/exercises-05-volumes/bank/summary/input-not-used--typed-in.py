def summary(image):
    return (0.9, 0.9, 1.7), "PIL", 8 * 256 * 256 * 88
