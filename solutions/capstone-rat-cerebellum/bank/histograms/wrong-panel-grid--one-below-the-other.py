fig_hist, axes = plt.subplots(3, 1, figsize=(5, 10), sharex=True)
for k, name in enumerate(["red", "green", "blue"]):
    axes[k].hist(img[:, :, k].ravel(), bins=np.arange(257))
    axes[k].set(title=name, xlabel="grey level", ylabel="pixels")
