region = img[100:149, 200:269]
region_mean = region.mean()
