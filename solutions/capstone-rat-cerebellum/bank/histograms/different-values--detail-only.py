fig_hist, ax = plt.subplots(1, 3)
for k, n in enumerate(["red", "green", "blue"]):
    ax[k].hist(img[200:700, 600:1200, k].ravel(), bins=np.arange(257))
    ax[k].set(title=n, xlabel="level", ylabel="pixels")
