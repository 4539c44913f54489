# told: has shape (51, 71)
region = img[100:151, 200:271]
region_mean = region.mean()
