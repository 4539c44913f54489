def as_image(mask, image):
    return mask.astype(np.uint8)
