region = img[100:150, 200:270]
region_mean = float(f"{region.mean():.1f}")
