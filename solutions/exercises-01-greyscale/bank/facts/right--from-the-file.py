from PIL import Image

with Image.open(data("axon_slice.jpg")) as picture:
    n_columns, n_rows = picture.size
n_bytes = sum(row.nbytes for row in img)
