# told: holds 70 values
region = img[100:150, 200:270]
region_mean = region.mean(axis=0)
