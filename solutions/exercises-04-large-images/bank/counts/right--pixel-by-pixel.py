def count_levels(strips):
    counts = [0] * 256
    for strip in strips:
        for row in strip.tolist():
            for value in row:
                counts[value] += 1
    return counts
