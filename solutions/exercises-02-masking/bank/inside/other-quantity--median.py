# told: That is the median
# not told: img[mask]
def mean_inside(image, mask):
    return np.median(image[mask])
