region = img[101:151, 201:271]
region_mean = region.mean()
