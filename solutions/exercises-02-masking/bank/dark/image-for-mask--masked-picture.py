dark = img * (img < 120)
dark_share = (img < 120).mean()
