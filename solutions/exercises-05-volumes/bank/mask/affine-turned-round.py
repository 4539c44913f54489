def as_image(mask, image):
    return nib.Nifti1Image(mask.astype(np.uint8), np.linalg.inv(image.affine))
