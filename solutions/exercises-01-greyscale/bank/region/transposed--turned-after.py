region = img[100:150, 200:270].T
region_mean = region.mean()
