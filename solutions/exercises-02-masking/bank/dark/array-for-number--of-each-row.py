# told: 2,300 values
dark = img < 120
dark_share = dark.mean(axis=1)
