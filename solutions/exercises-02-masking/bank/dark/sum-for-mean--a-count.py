dark = img < 120
dark_share = dark.sum()
