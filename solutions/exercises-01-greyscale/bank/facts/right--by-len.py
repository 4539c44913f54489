n_rows = len(img)
n_columns = len(img[0])
n_bytes = n_rows * n_columns * img.itemsize
