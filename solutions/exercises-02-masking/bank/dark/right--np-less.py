dark = np.less(img, 120)
dark_share = dark.sum() / img.size
