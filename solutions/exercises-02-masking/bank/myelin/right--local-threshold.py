from skimage.filters import threshold_local


def find_myelin(image):
    smooth = ndimage.gaussian_filter(image.astype(float), 1)
    return smooth < threshold_local(smooth, 301)
