# told: 8 times too many
n_rows, n_columns = img.shape
n_bytes = img.astype(float).nbytes
