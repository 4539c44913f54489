def world(image, index):
    return (6.0, -6.0, 8.0)
def side(image, index):
    return "left"
