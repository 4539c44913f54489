def summary(image):
    sizes = nib.affines.voxel_sizes(image.affine)
    return list(sizes), str().join(nib.orientations.aff2axcodes(image.affine)), image.get_fdata().nbytes
