dark = np.where(img < 120, 1, 0)
dark_share = dark.mean()
