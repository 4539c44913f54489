from nibabel.affines import voxel_sizes


def summary(image):
    a, b, c = nib.orientations.aff2axcodes(image.affine)
    return voxel_sizes(image.affine), a + b + c, image.get_fdata().nbytes
