# told: The mask keeps nothing here
def mean_inside(image, mask):
    kept = [int(value) for value in image[mask]]
    return sum(kept) / len(kept)
