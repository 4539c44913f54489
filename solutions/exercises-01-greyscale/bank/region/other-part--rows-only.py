# told: Only the rows are cut
region = img[100:150]
region_mean = region.mean()
