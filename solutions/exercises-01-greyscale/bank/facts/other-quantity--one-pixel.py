# told: one pixel takes up
n_rows, n_columns = img.shape
n_bytes = img.itemsize
