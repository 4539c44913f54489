region = img[200:270, 100:150]
region_mean = region.mean()
