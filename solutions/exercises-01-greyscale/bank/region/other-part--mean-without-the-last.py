# told: without the last row and column
region = img[100:150, 200:270]
region_mean = img[100:149, 200:269].mean()
