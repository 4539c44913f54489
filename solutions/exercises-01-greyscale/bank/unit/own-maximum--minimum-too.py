# told: from its own darkest to its own brightest
def to_unit_range(image):
    image = image.astype(float)
    return (image - image.min()) / (image.max() - image.min())
