region = img[100:150, 200:270].mean()
region_mean = region
