region = [[int(img[row, column]) for column in range(200, 270)] for row in range(100, 150)]
region_mean = sum(map(sum, region)) / (50 * 70)
