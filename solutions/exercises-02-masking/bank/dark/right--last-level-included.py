dark = img <= 119
dark_share = float(np.mean(dark))
