def relative(masks):
    return [m.sum() / m.size for m in masks]
