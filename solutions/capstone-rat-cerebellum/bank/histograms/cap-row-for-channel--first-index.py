fig_hist, axes = plt.subplots(1, 3, figsize=(12, 3))
for k, colour in enumerate(["red", "green", "blue"]):
    axes[k].hist(img[k].ravel(), bins=range(257))
    axes[k].set(title="the channel " + colour, xlabel="grey level", ylabel="pixels")
