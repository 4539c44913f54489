# told: median
region = img[100:150, 200:270]
region_mean = np.median(region)
