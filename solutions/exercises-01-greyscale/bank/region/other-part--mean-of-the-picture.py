# told: whole picture
# not told: Follow the exercise
region = img[100:150, 200:270]
region_mean = img.mean()
