n_columns, n_rows = img.shape
n_bytes = img.nbytes
