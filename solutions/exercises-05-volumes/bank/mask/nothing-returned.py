def as_image(mask, image):
    mask_image = nib.Nifti1Image(mask.astype(np.uint8), image.affine)
