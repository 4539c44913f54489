region = img[100:150, 200:270]
region_mean = round(region.mean())
