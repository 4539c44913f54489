fig_hist, ax = plt.subplots(1, 3)
for k, n in enumerate(["red", "green", "blue"]):
    v, c = np.unique(img[..., k], return_counts=True)
    ax[k].bar(v, c, width=1)
    ax[k].set(title=n, xlabel="level", ylabel="pixels")
