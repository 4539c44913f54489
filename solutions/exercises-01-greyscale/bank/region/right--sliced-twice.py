rows = img[100:150]
region = rows[:, 200:270].astype(float)
region_mean = region.ravel().dot(np.ones(3500)) / 3500
