from collections import Counter


def count_levels(strips):
    total = Counter()
    for strip in strips:
        total.update(strip.ravel().tolist())
    return [total[level] for level in range(256)]
