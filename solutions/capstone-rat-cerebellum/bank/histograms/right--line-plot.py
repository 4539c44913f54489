fig_hist, ax = plt.subplots()
for k, n in enumerate(["red", "green", "blue"]):
    ax.plot(np.arange(256), np.bincount(img[..., k].ravel(), minlength=256), color=n, label=n)
ax.set(xlabel="grey level", ylabel="count")
ax.legend()
