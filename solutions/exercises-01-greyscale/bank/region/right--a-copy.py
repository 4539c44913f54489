region = np.array(img[100:150, 200:270])
region_mean = np.mean(region)
