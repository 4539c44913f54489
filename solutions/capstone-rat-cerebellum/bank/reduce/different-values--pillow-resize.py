from PIL import Image
def reduce_by(image, factor):
    r, c = image.shape[0] // factor, image.shape[1] // factor
    return np.asarray(Image.fromarray(image).resize((c, r), Image.Resampling.BOX), dtype=float)
