fig_hist, ax = plt.subplots()
for channel, colour in enumerate(["tab:red", "tab:green", "tab:blue"]):
    counts = np.bincount(img[..., channel].ravel(), minlength=256)
    ax.step(np.arange(256), counts, where="post", color=colour)
ax.set(xlabel="grey level", ylabel="number of pixels", yscale="log")
ax.legend(["blue", "green", "red"])
