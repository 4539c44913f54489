fig_hist, axes = plt.subplots(1, 3, figsize=(12, 3), sharey=True)
for k, name in enumerate(["red", "green", "blue"]):
    axes[k].hist(img[..., k].ravel(), bins=np.arange(257) - 0.5, color=name)
    axes[k].set(title=name, xlabel="grey level")
axes[0].set_ylabel("number of pixels")
