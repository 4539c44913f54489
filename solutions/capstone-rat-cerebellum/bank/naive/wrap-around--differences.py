r, g, b = img[..., 0], img[..., 1], img[..., 2]
mainly_green = []
for t in (80, 100, 120, 140):
    keep = r > t
    mainly_green.append((((g - r) > 0) & ((g - b) > 0) & keep).sum() / keep.sum())
