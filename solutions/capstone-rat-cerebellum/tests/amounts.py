"""Test of exercise 5c: the amounts of the stains."""

hints = [
    "Write down the light of the pixel (85, 100, 150) of the example as three sums, one for "
    "each channel, with the three amounts as unknowns. What has to be taken away first?",
    "In which direction does a solver want the table of the stains: a row for each stain, or a "
    "row for each channel?",
    "Print the amounts of the four pixels of the example and compare them with its table. Only "
    "then add up and divide.",
]
with check.exercise("Exercise 5c: the amounts of the stains", hints=hints):
    made_up = np.array([[200, 40, 80], [100, 200, 0], [0, 60, 240]])
    colours = [[(210, 50, 90), (60, 110, 10)], [(85, 100, 150), (10, 10, 10)]]
    cases = [
        check.case(
            np.array(colours, dtype=np.uint8),
            made_up,
            10,
            expected=np.array([0.5, 0.3, 0.2]),
            mistakes={
                "cap-stains-transposed": [0.4754396604, 0.216581477952, 0.307978861648],
                "cap-background-left": [0.477851941748, 0.306735436893, 0.215412621359],
                "cap-stains-rescaled": [0.484487667252, 0.296686892859, 0.218825439889],
                "cap-channel-sums": [0.40782122905, 0.301675977654, 0.290502793296],
                "cap-area-for-amount": [0.5, 0.25, 0.25],
                "cap-mean-of-shares": [0.416666666667, 0.416666666667, 0.166666666667],
                "cap-channel-for-stain": [0.440180586907, 0.31151241535, 0.248306997743],
                "cap-light-scaled": [0.332098810149, 0.351060361845, 0.316840828006],
                "cap-amount-for-share": [0.3125, 0.1875, 0.125],
                "cap-amount-for-share--sums": [1.25, 0.75, 0.5],
                "cap-absolute-amounts": [0.5, 0.3, 0.2],
                "cap-optical-density": [0.28482950076, 0.315890036476, 0.399280462764],
                "cap-stains-of-notebook": [0.477474625219, 0.315983058826, 0.206542315955],
                "cap-stains-of-notebook--rows": [0.496044474058, 0.310412329892, 0.193543196049],
                "cap-stains-of-notebook--background": [
                    0.481788699015,
                    0.305538231259,
                    0.212673069727,
                ],
                "percent-for-fraction": [50, 30, 20],
                "cap-area-for-amount--thresholds": [0.333333333333, 0.333333333333, 0.333333333333],
                "wrap-around": [0.5, 0.3, 0.2],
            },
            says="the four pixels of the example",
        ),
        check.case(
            np.array([[(210, 50, 90), (9, 10, 10)]], dtype=np.uint8),
            made_up,
            10,
            expected=np.array([0.9977, 0.0005, 0.0018]),
            mistakes={
                "cap-stains-transposed": [0.854303235356, -0.234299006132, 0.379995770776],
                "cap-background-left": [0.889232127096, 0.0578111209179, 0.0529567519859],
                "cap-stains-rescaled": [0.997474919164, 0.00053864739488, 0.00198643344156],
                "cap-channel-sums": [0.577836411609, 0.158311345646, 0.263852242744],
                "cap-area-for-amount": [0.5, 0.5, 0],
                "cap-mean-of-shares": [1, 0, 0],
                "cap-channel-for-stain": [0.651035986914, 0.130861504907, 0.218102508179],
                "cap-light-scaled": [0.322779405247, 0.356927434087, 0.320293160665],
                "cap-amount-for-share": [0.497368421053, 0.000263157894737, 0.000877192982456],
                "cap-amount-for-share--sums": [0.994736842105, 0.000526315789474, 0.00175438596491],
                "cap-absolute-amounts": [0.997736374717, 0.000522375065297, 0.00174125021766],
                "cap-optical-density": [0.204065043035, 0.435935340694, 0.359999616271],
                "cap-stains-of-notebook": [0.927911686926, 0.0343362715417, 0.037752041532],
                "cap-stains-of-notebook--rows": [
                    1.02866789163,
                    -0.0206417608736,
                    -0.00802613075816,
                ],
                "cap-stains-of-notebook--background": [
                    0.907984790875,
                    0.0479087452471,
                    0.0441064638783,
                ],
                "percent-for-fraction": [99.7712475805, 0.0527890198839, 0.175963399613],
                "cap-area-for-amount--thresholds": [1, 0, 0],
                "wrap-around": [1.33034379671, -0.0762331838565, -0.254110612855],
            },
            says="the pixels (210, 50, 90) and (9, 10, 10), the second a little below "
            "the background",
        ),
        check.case(
            np.array(colours, dtype=float),
            made_up,
            10,
            expected=np.array([0.5, 0.3, 0.2]),
            mistakes={
                "cap-stains-transposed": [0.4754396604, 0.216581477952, 0.307978861648],
                "cap-background-left": [0.477851941748, 0.306735436893, 0.215412621359],
                "cap-stains-rescaled": [0.484487667252, 0.296686892859, 0.218825439889],
                "cap-channel-sums": [0.40782122905, 0.301675977654, 0.290502793296],
                "cap-area-for-amount": [0.5, 0.25, 0.25],
                "cap-mean-of-shares": [0.416666666667, 0.416666666667, 0.166666666667],
                "cap-channel-for-stain": [0.440180586907, 0.31151241535, 0.248306997743],
                "cap-light-scaled": [0.332098810149, 0.351060361845, 0.316840828006],
                "cap-amount-for-share": [0.3125, 0.1875, 0.125],
                "cap-amount-for-share--sums": [1.25, 0.75, 0.5],
                "cap-absolute-amounts": [0.5, 0.3, 0.2],
                "cap-optical-density": [0.28482950076, 0.315890036476, 0.399280462764],
                "cap-stains-of-notebook": [0.477474625219, 0.315983058826, 0.206542315955],
                "cap-stains-of-notebook--rows": [0.496044474058, 0.310412329892, 0.193543196049],
                "cap-stains-of-notebook--background": [
                    0.481788699015,
                    0.305538231259,
                    0.212673069727,
                ],
                "percent-for-fraction": [50, 30, 20],
                "cap-area-for-amount--thresholds": [0.333333333333, 0.333333333333, 0.333333333333],
                "cap-floats-scaled": [0.477927083904, 0.306712585443, 0.215360330653],
            },
            says="the four pixels of the example, as floating-point numbers",
        ),
    ]
    with open(truth("rat_cerebellum_table.csv"), encoding="utf-8") as file:
        known = dict(line.strip().split(",") for line in file)
    shares_of_all = np.array([float(known[f"share_{stain}"]) for stain in names])
    whole = iio.imread(data("rat_cerebellum.jpg"))
    given = check.case(whole, stains, 2, expected=shares_of_all, says="the picture")
    check.function(amounts, [*cases, given], "amounts", rtol=0, atol=0.012)

    ### BEGIN HIDDEN TESTS
    def unmixed(light, rows):
        return np.linalg.solve(np.transpose(rows), light)

    def parts(values):
        return values / values.sum()

    def wrong(image, rows, ground):
        flat = image.reshape(-1, 3)
        light = flat.astype(float) - ground
        unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)

        def mean_of_shares():
            alone = np.clip(unmixed(light[:: max(1, len(light) // 200_000)].T, rows), 0, None)
            lit = alone.sum(axis=0) > 0.02
            return (alone[:, lit] / alone[:, lit].sum(axis=0)).mean(axis=1)

        found = {
            "cap-stains-transposed": lambda: parts(np.linalg.solve(rows, light.mean(axis=0))),
            "cap-background-left": lambda: parts(unmixed(flat.mean(axis=0), rows)),
            "cap-stains-rescaled": lambda: parts(unmixed(light.mean(axis=0), unit)),
            "cap-channel-sums": lambda: parts(flat.sum(axis=0, dtype=float)),
            "cap-area-for-amount": lambda: parts(np.bincount(flat.argmax(axis=1), minlength=3)),
            "cap-mean-of-shares": mean_of_shares,
            "cap-channel-for-stain": lambda: parts(light.mean(axis=0) / np.diag(rows)),
            "cap-light-scaled": lambda: parts(unmixed(flat.mean(axis=0) / 255 - ground, rows)),
            "cap-amount-for-share": lambda: unmixed(light.mean(axis=0), rows),
            "cap-amount-for-share--sums": lambda: unmixed(light.sum(axis=0), rows),
            "cap-absolute-amounts": lambda: parts(
                np.abs(unmixed(light[:: max(1, len(light) // 200_000)].T, rows)).sum(axis=1)
            ),
            "cap-optical-density": lambda: parts(
                unmixed(-np.log((flat.astype(float) + 1) / 256).mean(axis=0), rows)
            ),
            "cap-stains-of-notebook": lambda: parts(unmixed(flat.mean(axis=0) - 2, stains)),
            "cap-stains-of-notebook--rows": lambda: parts(unmixed(light.mean(axis=0), stains)),
            "cap-stains-of-notebook--background": lambda: parts(
                unmixed(flat.mean(axis=0) - 2, rows)
            ),
            "percent-for-fraction": lambda: 100 * parts(unmixed(light.mean(axis=0), rows)),
            "cap-area-for-amount--thresholds": lambda: parts((flat > [120, 100, 100]).sum(axis=0)),
        }
        if image.dtype == np.uint8:
            found["wrap-around"] = lambda: parts(
                unmixed((flat - np.uint8(ground)).mean(axis=0), rows)
            )
        return found

    def stain_case(image, rows, ground, share, says):
        mistakes = wrong(image, np.asarray(rows), ground)
        if image.dtype != np.uint8:
            mistakes["cap-floats-scaled"] = lambda: parts(
                unmixed(255 * image.reshape(-1, 3).mean(axis=0) - ground, rows)
            )
        with np.errstate(all="ignore"):
            made = {code: one() if callable(one) else one for code, one in mistakes.items()}
        mistakes = {code: one for code, one in made.items() if np.isfinite(one).all()}
        return check.case(image, rows, ground, expected=share, mistakes=mistakes, says=says)

    from imagephantoms.cached import cached
    from imagephantoms.cerebellum import STAIN_NAMES, make_cerebellum

    two = np.array([[(85, 100, 150), (110, 30, 50)]], dtype=np.uint8)
    third = np.array([0.5, 1 / 6, 1 / 3])
    says = "a pixel with all stains, and one with the first only"
    cases = [stain_case(two, made_up, 10, third, says)]
    other = np.array([[180.0, 20.0, 150.0], [60.0, 200.0, 40.0], [30.0, 30.0, 220.0]])
    for seed, shape in ((41, (600, 720)), (97, (400, 500))):
        unseen = cached(make_cerebellum, seed, shape=shape)
        share = np.array([unseen.table[f"share_{stain}"] for stain in STAIN_NAMES])
        mixed = 25 + unseen.amounts @ other
        for scene, rows, ground, says in (
            (unseen.image, unseen.stains, 2, "another cerebellum"),
            (mixed, other, 25, "another cerebellum, in other stains and with more background"),
        ):
            cases.append(stain_case(scene, rows, ground, share, says))
    check.function(amounts, cases, "amounts", rtol=0, atol=0.012)
    ### END HIDDEN TESTS
