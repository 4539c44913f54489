"""Test of exercise 1: facts of a picture."""

hints = [
    "Print img.shape and img.dtype. How many pixels are that, and how many bytes has each?",
    "An array knows the bytes that it takes up. Type img.n in a new cell and press Tab.",
]
with check.exercise("Exercise 1: facts of a picture", hints=hints):
    check.sealed(n_rows, "exercises-01-greyscale/n_rows", "n_rows")
    check.sealed(n_columns, "exercises-01-greyscale/n_columns", "n_columns")
    check.sealed(n_bytes, "exercises-01-greyscale/n_bytes", "n_bytes")
    ### BEGIN HIDDEN TESTS
    picture = iio.imread(data("axon_slice.jpg"))
    check.number(n_rows, picture.shape[0], "n_rows", mistakes={"transposed": picture.shape[1]})
    check.number(
        n_columns, picture.shape[1], "n_columns", mistakes={"transposed": picture.shape[0]}
    )
    mistakes = {
        "file-size": data("axon_slice.jpg").stat().st_size,
        "bits-for-bytes": 8 * picture.nbytes,
    }
    check.number(n_bytes, picture.nbytes, "n_bytes", mistakes=mistakes)
    ### END HIDDEN TESTS
