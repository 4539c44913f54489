def without_alpha(rgba):
    from skimage.color import rgba2rgb
    
    return rgba2rgb(rgba)
