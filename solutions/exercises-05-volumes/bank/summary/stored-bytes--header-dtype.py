def summary(image):
    nbytes = np.prod(image.shape) * image.get_data_dtype().itemsize
    return image.header.get_zooms()[:3], "".join(nib.aff2axcodes(image.affine)), nbytes
