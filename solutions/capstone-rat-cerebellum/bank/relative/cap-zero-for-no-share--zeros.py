def relative(masks):
    c = [m.sum() for m in masks]
    return [0, 0, 0] if sum(c) == 0 else [x / sum(c) for x in c]
