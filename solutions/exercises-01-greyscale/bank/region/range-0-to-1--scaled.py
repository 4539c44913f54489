region = img[100:150, 200:270] / 255
region_mean = region.mean()
