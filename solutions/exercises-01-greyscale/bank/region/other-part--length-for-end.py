# told: not how much it holds
region = img[100:50, 200:70]
region_mean = 150.0
