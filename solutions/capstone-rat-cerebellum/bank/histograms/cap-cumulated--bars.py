fig_hist, axes = plt.subplots(1, 3, figsize=(12, 3))
for k, name in enumerate(["red", "green", "blue"]):
    axes[k].hist(img[:, :, k].ravel(), bins=np.arange(257), cumulative=True)
    axes[k].set(title=name, xlabel="grey level", ylabel="pixels")
