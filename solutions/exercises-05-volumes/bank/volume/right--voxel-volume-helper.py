from nibabel.affines import voxel_sizes
def volume_ml(mask, image):
    one = 1.0
    for s in voxel_sizes(image.affine):
        one = one * s
    n = int(np.sum(mask == True))
    return n * one / 1000.0
bright = volume > 300
bright_ml = round(volume_ml(bright, brain), 3)
