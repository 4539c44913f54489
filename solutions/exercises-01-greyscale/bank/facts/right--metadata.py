properties = iio.improps(data("axon_slice.jpg"))
n_rows, n_columns = properties.shape
n_bytes = n_rows * n_columns * properties.dtype.itemsize
