fig_hist, axes = plt.subplots(1, 3, figsize=(12, 3))
for k, name in enumerate(["red", "green", "blue"]):
    counts = np.bincount(img[:, :, k].ravel(), minlength=256)
    axes[k].bar(np.arange(256), np.log(counts), width=1)
    axes[k].set(title=name, xlabel="grey level", ylabel="log of the pixels")
