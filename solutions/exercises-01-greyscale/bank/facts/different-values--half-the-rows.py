# told: `n_rows` is 1,150.
n_rows = len(img[::2])
n_columns = img.shape[1]
n_bytes = img.nbytes
