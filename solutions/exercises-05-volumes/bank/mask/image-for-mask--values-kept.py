def as_image(mask, image):
    kept = np.where(mask, np.asarray(image.dataobj), 0)
    return nib.Nifti1Image(kept.astype(np.uint8), image.affine)
