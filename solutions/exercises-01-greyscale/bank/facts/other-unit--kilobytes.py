# told: factor of 1,000 or 1,024
n_rows, n_columns = img.shape
n_bytes = img.nbytes // 1000
