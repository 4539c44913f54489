region = img.take(range(100, 150), axis=0).take(range(200, 270), axis=1)
region_mean = float(region.sum()) / region.size
