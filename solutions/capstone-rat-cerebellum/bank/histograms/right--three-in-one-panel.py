fig_hist, ax = plt.subplots()
for k, colour in enumerate(["red", "green", "blue"]):
    counts, edges = np.histogram(img[..., k], bins=np.arange(257))
    ax.plot(edges[:-1], counts, color=colour, label=colour)
ax.set(xlabel="value", ylabel="count", yscale="log")
ax.legend()
