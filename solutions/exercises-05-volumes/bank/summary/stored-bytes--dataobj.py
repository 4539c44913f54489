def summary(image):
    nbytes = np.asanyarray(image.dataobj).nbytes
    return image.header.get_zooms()[:3], "".join(nib.aff2axcodes(image.affine)), nbytes
