def smaller_size(shape, longest):
    h, w = shape[0], shape[1]
    if h >= w:
        out = [np.int64(round(w / h * longest)), np.int64(longest)]
    else:
        out = [np.int64(longest), np.int64(round(h / w * longest))]
    return [max(np.int64(1), v) for v in out]
