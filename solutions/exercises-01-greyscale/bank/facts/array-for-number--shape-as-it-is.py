# told: is a tuple of 2 values, (2300, 3040)
# not told: statistic
n_rows = img.shape
n_columns = img.shape
n_bytes = img.nbytes
