# told: aren't kept
dark = img < 120
dark_share = dark.sum() / (~dark).sum()
