"""Test of exercise 4: the fourth channel."""

hints = [
    "What you see of a pixel has two parts: its own colour, and the white behind it. Which share "
    "has each, for an alpha of 51?",
    "Work out the last row of the table on paper, then print the same steps for that one pixel: "
    "share of the pixel, share of the white, sum.",
    "Look at the dtype of each step, and at how the fractions become whole numbers at the end.",
]
with check.exercise("Exercise 4: the fourth channel", hints=hints):

    def over(blend):
        def wrong(rgba):
            return blend(rgba[..., :3].astype(float), rgba[..., 3:] / 255)

        return wrong

    def as_uint8(values):
        return np.rint(values).astype(np.uint8)

    def products(rgba):
        colour, alpha = rgba[..., :3], rgba[..., 3:]
        return (colour * alpha + 255 * (255 - alpha)) // 255

    mistakes = {
        "alpha-dropped": lambda rgba: rgba[..., :3],
        "alpha-inverted": over(lambda colour, share: as_uint8(colour * (1 - share) + 255 * share)),
        "alpha-all-or-nothing": over(lambda colour, share: np.where(share > 0, colour, 255)),
        "alpha-all-or-nothing--half": over(
            lambda colour, share: np.where(share > 0.5, colour, 255)
        ),
        "alpha-all-or-nothing--opaque": over(
            lambda colour, share: np.where(share == 1, colour, 255)
        ),
        "composited-over-black": over(lambda colour, share: as_uint8(colour * share)),
        "composited-over-black--cut-off": over(lambda colour, share: np.floor(colour * share)),
        "cut-off": over(lambda colour, share: np.floor(colour * share + 255 * (1 - share))),
        "rounded-up": over(lambda colour, share: np.ceil(colour * share + 255 * (1 - share))),
        "not-rounded": over(lambda colour, share: colour * share + 255 * (1 - share)),
        "range-0-to-1": over(lambda colour, share: (colour * share + 255 * (1 - share)) / 255),
        "alpha-not-divided": lambda rgba: (
            rgba[..., :3].astype(int) * rgba[..., 3:] + 255 * (255 - rgba[..., 3:].astype(int))
        ),
        "wrap-around": products,
        "wrap-around--divided": lambda rgba: (
            (rgba[..., :3] * rgba[..., 3:] + 255 * (255 - rgba[..., 3:])) / 255
        ),
        "wrap-around--as-uint8": lambda rgba: as_uint8(
            (rgba[..., :3] * rgba[..., 3:] + 255 * (255 - rgba[..., 3:])) / 255
        ),
        "wrap-around--cut-off": lambda rgba: (
            (rgba[..., :3] * rgba[..., 3:] + 255 * (255 - rgba[..., 3:])) / 255
        ).astype(np.uint8),
        "wrap-around--parts": lambda rgba: (
            rgba[..., :3] * rgba[..., 3:] // 255 + (255 - rgba[..., 3:])
        ),
        "wrap-around--floats": lambda rgba: (
            rgba[..., :3] * rgba[..., 3:] / 255 + 255 - rgba[..., 3:]
        ),
        "constant-factor: You add the whole of the white, not the share that shines through: the "
        "sum goes beyond 255.": over(lambda colour, share: np.minimum(colour * share + 255, 255)),
    }
    small = [[[200, 100, 0, 255], [200, 100, 0, 0]], [[199, 100, 1, 150], [10, 20, 30, 151]]]
    small.append([[200, 100, 0, 51], [3, 250, 128, 77]])
    seen_on_white = [[[200, 100, 0], [255, 255, 255]], [[222, 164, 106], [110, 116, 122]]]
    seen_on_white.append([[244, 224, 204], [179, 253, 217]])

    def compare(result, expected, name):
        if np.shape(result)[2:] == (4,):
            raise check.Finding("alpha-kept", f"`{name}` has shape {np.shape(result)}.")

    case = check.case(
        np.array(small, dtype=np.uint8),
        expected=np.array(seen_on_white),
        says="an opaque, an invisible and four translucent pixels",
    )
    check.function(without_alpha, [case], "without_alpha", compare)
    check.function(without_alpha, [case], "without_alpha", dtype="uint8", mistakes=mistakes)
    ### BEGIN HIDDEN TESTS
    section = iio.imread(data("rat_brain_low_res.jpg"))[::4, ::4]
    rows, columns = section.shape[:2]
    fading = np.broadcast_to(np.linspace(0, 255, columns).astype(np.uint8), (rows, columns))
    every = np.stack(np.meshgrid(np.arange(256), np.arange(256)), axis=-1).astype(np.uint8)
    cases = []
    for picture, alphas, says in (
        (section, fading, "the section, invisible on the left and opaque on the right"),
        (section, np.full((rows, columns), 255, np.uint8), "the section, opaque"),
        (section, np.zeros((rows, columns), np.uint8), "the section, invisible"),
        (every[..., [0, 0, 0]], every[..., 1], "each grey level with each alpha"),
    ):
        opaque = alphas[..., None] / 255
        seen = np.rint(picture * opaque + 255 * (1 - opaque)).astype(np.uint8)
        cases.append(check.case(np.dstack([picture, alphas]), expected=seen, says=says))
    check.function(without_alpha, cases, "without_alpha", dtype="uint8", mistakes=mistakes)
    ### END HIDDEN TESTS
