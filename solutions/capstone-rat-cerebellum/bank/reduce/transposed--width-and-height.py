def reduce_by(image, factor):
    from PIL import Image
    
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    even = Image.fromarray(image[: rows * factor, : columns * factor])
    return np.asarray(even.resize((rows, columns), Image.Resampling.BOX)).astype(float)
