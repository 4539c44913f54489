region = img[np.ix_(np.arange(100, 150), np.arange(200, 270))]
region_mean = np.average(region)
