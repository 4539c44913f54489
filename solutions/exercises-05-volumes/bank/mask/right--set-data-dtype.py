def as_image(mask, image):
    h = image.header.copy()
    h.set_data_dtype(np.uint8)
    return nib.Nifti1Image(mask.astype(np.uint8), image.affine.copy(), header=h)
