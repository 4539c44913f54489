# told: pixels of exactly 120 are counted
dark = img < 120
dark_share = np.mean(img <= 120)
