def count_levels(strips):
    counts = np.zeros(256, dtype=np.int64)
    for strip in strips:
        counts += Image.fromarray(np.ascontiguousarray(strip)).histogram()
    return counts
