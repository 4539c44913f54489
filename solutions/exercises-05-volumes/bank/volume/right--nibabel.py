from nibabel.affines import voxel_sizes
from nibabel.imagestats import mask_volume


def volume_ml(mask, image):
    return mask_volume(nib.Nifti1Image(mask.astype(np.uint8), image.affine)) / 1000


bright_ml = (volume > 300).mean() * volume.size * voxel_sizes(brain.affine).prod() / 1000
