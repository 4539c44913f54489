def without_strip(image, first_row, last_row):
    cleaned = []
    for number, row in enumerate(image.tolist()):
        cleaned.append([0] * len(row) if first_row <= number <= last_row else row)
    return np.array(cleaned, dtype=np.uint8 if image.max() < 256 else int)
