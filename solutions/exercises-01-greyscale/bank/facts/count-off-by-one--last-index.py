n_rows = img.shape[0] - 1
n_columns = img.shape[1] - 1
n_bytes = img.nbytes
