# told: is a tuple of 2 arrays
# not told: shape (2
dark = np.where(img < 120)
dark_share = len(dark[0]) / img.size
