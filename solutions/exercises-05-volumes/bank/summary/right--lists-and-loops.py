def summary(image):
    sizes = [float(size) for size in list(image.header.get_zooms())[0:3]]
    count = 8
    for length in image.shape:
        count = count * length
    return [sizes, "".join(nib.aff2axcodes(image.affine)), count]
