# told: keeps every pixel
dark = img / 255 < 120
dark_share = (img < 120).mean()
