from sklearn.cluster import KMeans


def find_myelin(image):
    values = image.reshape(-1, 1).astype(float)
    clusters = KMeans(2, n_init=1, random_state=0).fit(values[::50])
    dark = int(np.argmin(clusters.cluster_centers_))
    return (clusters.predict(values) == dark).reshape(image.shape)
