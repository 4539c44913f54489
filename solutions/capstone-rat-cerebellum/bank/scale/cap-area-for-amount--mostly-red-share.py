def box(image, factor):
    r, c = image.shape[0] // factor, image.shape[1] // factor
    return image[:r * factor, :c * factor].reshape(r, factor, c, factor, 3).mean(axis=(1, 3))
def lead(x):
    x = x.astype(float)
    return (x[..., 0] - np.maximum(x[..., 1], x[..., 2]) > 40).mean()
F = (1, 2, 4, 8, 16, 32)
mask_shares = [[lead(box(img, f)) for f in F], [lead(img[::f, ::f]) for f in F]]
def stain_share(image, factor):
    return lead(box(image, factor))
