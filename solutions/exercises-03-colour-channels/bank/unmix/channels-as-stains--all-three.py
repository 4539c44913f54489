def unmix(image, stains):
    # Red, green and blue each show one stain.
    return image / 255
