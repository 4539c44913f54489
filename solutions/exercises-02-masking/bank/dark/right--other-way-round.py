dark = ~(img >= 120)
dark_share = np.count_nonzero(dark) / dark.size
