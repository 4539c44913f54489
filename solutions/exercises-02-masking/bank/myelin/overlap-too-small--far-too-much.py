# hidden: the part of img that is shown has more myelin than other pictures
def find_myelin(image):
    return image < np.percentile(image, 75)
