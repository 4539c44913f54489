dark = img < 120
dark_share = 1 - dark.mean()
