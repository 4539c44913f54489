n_rows = str(img.shape[0])
n_columns = str(img.shape[1])
n_bytes = img.nbytes
