# told: index of the last column
n_rows = img.shape[0]
n_columns = len(img[0, 1:])
n_bytes = img.size
