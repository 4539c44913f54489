def summary(image):
    voxel_mm = image.header["pixdim"][1:4]
    letters = "{}{}{}".format(*nib.aff2axcodes(image.affine))
    return (voxel_mm, letters, 8 * np.prod(image.shape))
