# told: mean grey level of the pixels that are kept
dark = img < 120
dark_share = img[dark].mean()
