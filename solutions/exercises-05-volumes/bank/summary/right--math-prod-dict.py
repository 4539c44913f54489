import math
def summary(image):
    letters = ""
    for code in nib.orientations.ornt2axcodes(nib.orientations.io_orientation(image.affine)):
        letters += code
    size = tuple(float(z) for z in image.header["pixdim"][1:4])
    return [size, letters, math.prod(image.shape) * 8]
