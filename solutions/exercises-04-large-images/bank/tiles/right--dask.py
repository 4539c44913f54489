import dask.array as da


def smooth_in_tiles(image, size):
    size = max(size, 9)
    chunks = da.from_array(image.astype(float), chunks=size)
    smooth = chunks.map_overlap(
        lambda part: ndimage.gaussian_filter(part, 2), depth=8, boundary="reflect"
    )
    return smooth.compute()
