fig_hist, axes = plt.subplots(1, 3, figsize=(12, 3))
for k, colour in enumerate(["red", "green", "blue"]):
    axes[k].hist(img[:, :, k].ravel(), bins=256, range=(0, 255), log=True)
    axes[k].set(title="the channel " + colour, xlabel="grey level", ylabel="pixels")
