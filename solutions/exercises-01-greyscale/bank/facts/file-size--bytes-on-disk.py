n_rows, n_columns = img.shape
n_bytes = data("axon_slice.jpg").stat().st_size
