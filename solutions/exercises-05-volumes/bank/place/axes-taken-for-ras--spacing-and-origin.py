def world(image, index):
    return np.array(index) * image.header.get_zooms()[:3] + image.affine[:3, 3]
def side(image, index):
    return "left" if world(image, index)[0] < 0 else "right"
