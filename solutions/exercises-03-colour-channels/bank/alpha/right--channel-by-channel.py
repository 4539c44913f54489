def without_alpha(rgba):
    result = np.zeros((rgba.shape[0], rgba.shape[1], 3), dtype=np.uint8)
    a = rgba[:, :, 3].astype(float) / 255
    for k in range(3):
        result[:, :, k] = np.floor(rgba[:, :, k] * a + 255.0 * (1 - a) + 0.5)
    return result
