# told: number of axes
n_rows = img.ndim
n_columns = img.shape[1]
n_bytes = img.nbytes
