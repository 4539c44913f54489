fig_hist, ax = plt.subplots(1, 3)
for k, n in enumerate(["red", "green", "blue"]):
    ax[k].hist(img[..., k].ravel(), bins=np.arange(256))
    ax[k].set(title=n, xlabel="level", ylabel="pixels")
