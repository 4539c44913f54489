blue = np.empty(img.shape[:2], dtype=np.uint8)
planes = np.empty((3, img.shape[0], img.shape[1]), dtype=np.uint8)
means = []
for k in (0, 1, 2):
    planes[2 - k] = img[..., k]
    means.append(float(img[..., k].sum() / img[..., k].size))
blue[:] = planes[0]
