dark = np.ma.masked_less(img, 120).mask
dark_share = 1 - (img >= 120).mean()
