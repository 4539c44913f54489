# told: divided by the number of rows
dark = img < 120
dark_share = dark.sum() / len(img)
