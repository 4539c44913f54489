def volume_ml(mask, image):
    return len(np.argwhere(mask)) * abs(np.linalg.det(image.affine[:3, :3])) / 10**3
bright_ml = volume_ml(volume > 300, brain)
