brighten = np.clip(img.astype(int) + 100, 0, 255).astype(np.uint8)
