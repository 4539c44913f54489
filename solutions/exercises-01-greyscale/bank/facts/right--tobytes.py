n_rows = sum(1 for row in img)
n_columns = img.T.shape[0]
n_bytes = len(img.tobytes())
