def unmix(image, stains):
    from scipy.optimize import nnls
    
    s = np.array(stains, dtype=float).T
    flat = image.reshape(-1, 3).astype(float)
    # Many pixels have the same colour: solve each colour once.
    colours, which = np.unique(flat, axis=0, return_inverse=True)
    solved = np.array([nnls(s, colour)[0] for colour in colours])
    return solved[which.ravel()].reshape(*image.shape[:2], s.shape[1])
