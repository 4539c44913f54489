def volume_ml(mask, image):
    a, b, c = image.header.get_zooms()[:3]
    return float(mask.sum()) * float(a) * float(b) * float(c) * 1e-3
bright_ml = volume_ml(brain.get_fdata() > 300, brain)
