def volume_ml(mask, image):
    return mask.sum() * abs(np.linalg.det(image.affine[:3, :3])) * 1e-3


bright_ml = volume_ml(brain.get_fdata() > 300, brain)
