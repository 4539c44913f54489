# told: 0 and 255
dark = np.where(img < 120, 255, 0).astype(np.uint8)
dark_share = (img < 120).mean()
