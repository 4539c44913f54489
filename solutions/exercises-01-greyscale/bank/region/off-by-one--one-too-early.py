# told: one row and one column too early
region = img[99:149, 199:269]
region_mean = region.mean()
