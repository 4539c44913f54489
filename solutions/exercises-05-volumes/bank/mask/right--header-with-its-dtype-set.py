def as_image(mask, image):
    result = nib.Nifti1Image(mask.astype("uint8"), image.affine, image.header)
    result.set_data_dtype(np.uint8)
    return result
