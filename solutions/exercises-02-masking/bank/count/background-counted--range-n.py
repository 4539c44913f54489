# told: goes from 0 to n - 1
def count_objects(mask, min_pixels):
    labels, n = ndimage.label(mask)
    return sum(1 for number in range(n) if np.sum(labels == number) >= min_pixels)
