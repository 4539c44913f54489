# told: The last object is missing
# not told: corner
def count_objects(mask, min_pixels):
    labels, n = ndimage.label(mask)
    count = 0
    for number in range(1, n):
        if (labels == number).sum() >= min_pixels:
            count += 1
    return count


def label_objects(mask, min_pixels):
    return ndimage.label(mask)[0]
