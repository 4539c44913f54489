def unmix(image, stains):
    from sklearn.linear_model import LinearRegression
    
    model = LinearRegression(fit_intercept=False)
    model.fit(np.asarray(stains, dtype=float).T, image.reshape(-1, 3).T.astype(float))
    return model.coef_.clip(min=0).reshape(image.shape[0], image.shape[1], -1)
