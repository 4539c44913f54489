"""Test of exercise 5: tiles without seams."""

hints = [
    "Show the difference between your result and the filter on the whole part. Where does it "
    "lie: along all edges of the tiles, or only along some?",
    "Take a single tile in the middle. Write down its first and last row and column, and those "
    "of the larger piece that you smooth for it.",
    "The tiles at the edges of the picture have no room on one side. Which row of the smoothed "
    "piece is then the first row of the tile?",
]
with check.exercise("Exercise 5: tiles without seams", hints=hints):

    def in_tiles(image, size, halo, cut_at_edge=False, kind=float):
        smooth = np.empty(image.shape)
        for row in range(0, image.shape[0], size):
            for column in range(0, image.shape[1], size):
                top, left = max(row - halo, 0), max(column - halo, 0)
                part = image[top : row + size + halo, left : column + size + halo].astype(kind)
                first = (halo, halo) if cut_at_edge else (row - top, column - left)
                part = ndimage.gaussian_filter(part, sigma=2)[first[0] :, first[1] :]
                tile = smooth[row : row + size, column : column + size]
                part = part[: tile.shape[0], : tile.shape[1]]
                tile[...] = 0
                tile[: part.shape[0], : part.shape[1]] = part
        return smooth

    def from_result(image, size):
        smooth = image.astype(float)
        for row in range(0, image.shape[0], size):
            for column in range(0, image.shape[1], size):
                top, left = max(row - 8, 0), max(column - 8, 0)
                part = smooth[top : row + size + 8, left : column + size + 8]
                part = ndimage.gaussian_filter(part, sigma=2)[row - top :, column - left :]
                smooth[row : row + size, column : column + size] = part[:size, :size]
        return smooth

    def below_and_right(image, size):
        smooth = np.empty(image.shape)
        for row in range(0, image.shape[0], size):
            for column in range(0, image.shape[1], size):
                part = image[row : row + size + 8, column : column + size + 8].astype(float)
                part = ndimage.gaussian_filter(part, sigma=2)[:size, :size]
                smooth[row : row + size, column : column + size] = part
        return smooth

    def case_of(image, size, says):
        whole = image.astype(float)
        mistakes = {
            "seams": lambda: in_tiles(image, size, 0),
            "smoothed-as-integers": lambda: ndimage.gaussian_filter(image, sigma=2),
            "smoothed-as-integers--tiles": lambda: in_tiles(image, size, 8, kind=np.uint8),
            "smoothed-as-integers--seams": lambda: in_tiles(image, size, 0, kind=np.uint8),
            "halo-cut-at-edge": lambda: in_tiles(image, size, 8, cut_at_edge=True),
            "nothing-smoothed": image,
            "already-smoothed": lambda: from_result(image, size),
            "halo-one-sided": lambda: below_and_right(image, size),
            "range-0-to-1": lambda: ndimage.gaussian_filter(whole / 255, sigma=2),
        }
        for sigma in (0.5, 1, 1.5, 2.5, 3, 4, 5, 8, 10, 16):
            mistakes[f"other-sigma--{sigma}"] = lambda sigma=sigma: ndimage.gaussian_filter(
                whole, sigma=sigma
            )
        expected = (ndimage.gaussian_filter(whole, sigma=2), mistakes, image, size)
        raises = {"could not broadcast input array": "halo-left-in"}
        return check.case(image, size, expected=expected, says=says, raises=raises)

    def compare(smooth, expected, name):
        whole, mistakes, image, size = expected
        whole_tiles = tuple(side // size * size for side in image.shape)
        if np.shape(smooth) == whole_tiles != image.shape:
            found = f"`{name}` has shape {whole_tiles}, the picture {image.shape}."
            raise check.Finding("left-over-dropped", found)
        try:
            check.array(smooth, whole, name, atol=1e-9, mistakes=mistakes, dtype="float")
        except check.Finding as finding:
            if finding.code not in ("different-values", "nearly-right"):
                raise
            values = np.asarray(smooth)
            for halo in range(1, 8):
                if np.allclose(values, in_tiles(image, size, halo), rtol=0, atol=1e-9):
                    found = f"`{name}` is what you get with {halo} pixels of the neighbours."
                    raise check.Finding("halo-too-small", found) from None
            # The filter reaches 8 pixels: further inside, nothing comes from beyond the edge.
            inside = (slice(8, -8), slice(8, -8))
            if whole[inside].size and np.allclose(values[inside], whole[inside], rtol=1e-6):
                found = f"`{name}` is right, but not along the edge of the picture."
                raise check.Finding("edge-padded", found) from None
            raise

    part = img[300:364, 400:470, 1]
    cases = [
        case_of(part, 32, "a part of img, size=32"),
        case_of(part[:40, :50], 64, "a picture smaller than a tile, size=64"),
    ]
    check.function(smooth_in_tiles, cases, "smooth_in_tiles", compare)
    ### BEGIN HIDDEN TESTS
    picture = iio.imread(data("rat_brain_low_res.jpg"))
    cases = [
        case_of(picture[200:330, 250:401, 2], 48, "another part, size=48"),
        case_of(picture[250:401, 200:320, 2], 48, "a part that is higher than wide, size=48"),
        case_of(picture[500:560, 500:540, 0], 64, "a picture smaller than a tile"),
        case_of(picture[400:500, 300:410, 1], 25, "another part, size=25"),
    ]
    check.function(smooth_in_tiles, cases, "smooth_in_tiles", compare)
    ### END HIDDEN TESTS
