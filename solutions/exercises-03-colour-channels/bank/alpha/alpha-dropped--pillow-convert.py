def without_alpha(rgba):
    from PIL import Image
    
    return np.array(Image.fromarray(rgba).convert("RGB"))
