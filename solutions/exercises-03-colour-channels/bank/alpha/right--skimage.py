def without_alpha(rgba):
    from skimage.color import rgba2rgb
    
    return np.round(rgba2rgb(rgba) * 255).astype("uint8")
