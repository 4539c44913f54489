from skimage import util


def to_unit_range(image):
    return util.img_as_float(image)
