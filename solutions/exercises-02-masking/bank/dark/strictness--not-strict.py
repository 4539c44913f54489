# told: exactly 120
# not told: stands for
dark = img <= 120
dark_share = dark.mean()
