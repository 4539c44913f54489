dark = img < 120
dark_share = 100 * dark.mean()
