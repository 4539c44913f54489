"""Test of exercise 5b: shares and thresholds."""

hints = [
    "Make one row first, for the margin 40: three counts, then three shares. Do they add up to 1?",
    "Print the counts of all six rows before you divide. By what is each row divided?",
    "For `spread`, look down one column of the table with your own eyes. Where are the largest "
    "and the smallest share?",
]
with check.exercise("Exercise 5b: shares and thresholds", hints=hints):
    check.kind(table, "table", shape=(6, 3), low=0)
    check.sealed(table, "capstone-rat-cerebellum/table", "table")
    check.kind(spread, "spread", shape=(3,), low=0)
    check.sealed(spread, "capstone-rat-cerebellum/spread", "spread")
    ### BEGIN HIDDEN TESTS
    whole = iio.imread(data("rat_cerebellum.jpg"))
    margins = (0, 20, 40, 60, 80, 100)
    # Channel by channel in memory: comparing is then several times faster.
    planes = np.ascontiguousarray(np.moveaxis(whole, -1, 0))
    signed = planes.astype(np.int16)
    rivals = [(1, 2), (0, 2), (0, 1)]
    pairs = list(enumerate(rivals))

    def led(values):
        return [values[k] - np.maximum(values[i], values[j]) for k, (i, j) in enumerate(rivals)]

    def counted(three, exceeds=np.greater):
        return np.array([[np.count_nonzero(exceeds(one, m)) for one in three] for m in margins])

    def rows(counts):
        return counts / counts.sum(axis=1, keepdims=True)

    by = led(signed)
    counts = counted(by)
    right = rows(counts)
    mistakes = {
        "wrap-around": lambda: rows(counted(led(planes))),
        "strictness": lambda: rows(counted(by, np.greater_equal)),
        "cap-threshold-for-lead": lambda: rows(counted(planes)),
        "cap-of-the-picture": counts / by[0].size,
        "cap-other-base": counts / counts.sum(axis=0),
        "cap-first-row-below": counts / counts[0].sum(),
        "cap-mean-rival": lambda: rows(
            counted([signed[k] - (signed[i] + signed[j]) / 2 for k, (i, j) in enumerate(rivals)])
        ),
        "percent-for-fraction": 100 * right,
        "other-order": right[::-1],
        "cap-mean-pixel-table": counts,
        "cap-smaller-rival": lambda: rows(
            counted(
                [signed[k] - np.minimum(signed[i], signed[j]) for k, (i, j) in enumerate(rivals)]
            )
        ),
    }
    check.array(table, right, "table", mistakes=mistakes)
    mistakes = {
        "sign": np.array([column.min() - column.max() for column in right.T]),
        "percent-for-fraction": 100 * np.ptp(right, axis=0),
        "rounded-early": np.ptp(right, axis=0).round(2),
        "cap-first-less-last": np.abs(right[0] - right[-1]),
        "cap-standard-deviation": right.std(axis=0),
        "cap-standard-deviation--sample": right.std(axis=0, ddof=1),
    }
    check.array(spread, np.ptp(right, axis=0), "spread", mistakes=mistakes)
    ### END HIDDEN TESTS
