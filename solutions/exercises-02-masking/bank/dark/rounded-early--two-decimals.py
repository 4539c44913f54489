# told: too few
dark = img < 120
dark_share = round(float(dark.mean()), 2)
