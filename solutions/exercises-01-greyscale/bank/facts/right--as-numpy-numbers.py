n_rows, n_columns = np.array(img.shape)
n_bytes = np.prod(img.shape) * img.dtype.itemsize
