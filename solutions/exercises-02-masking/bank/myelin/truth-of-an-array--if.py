# told: `if` wants one answer
def find_myelin(image):
    if image < image.mean():
        return True
    return False
