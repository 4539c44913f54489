def summary(image):
    opp = {"R": "L", "L": "R", "A": "P", "P": "A", "S": "I", "I": "S"}
    return image.header.get_zooms()[:3], "".join(opp[c] for c in nib.aff2axcodes(image.affine)), int(np.prod(image.shape)) * 8
