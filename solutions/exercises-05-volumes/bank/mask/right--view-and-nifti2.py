def as_image(mask, image):
    return nib.Nifti2Image(np.ascontiguousarray(mask).view(np.uint8), image.affine)
