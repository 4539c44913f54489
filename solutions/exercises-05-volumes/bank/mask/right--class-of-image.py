def as_image(mask, image):
    return image.__class__(np.where(mask, 1, 0).astype("uint8"), image.affine)
