part = img[400:600, 350:650]
fig, axs = plt.subplots(2, 3, figsize=(12, 6), layout="constrained")
for ax, below, channel, name in zip(
    axs[0], axs[1], np.moveaxis(part, -1, 0), ["Red channel", "Green channel", "Blue channel"]
):
    shown = ax.imshow(channel, cmap="Greys_r", vmin=0, vmax=255)
    ax.set_title(name)
    fig.colorbar(shown, ax=ax, label="grey level")
    below.bar(np.arange(256), np.bincount(channel.ravel(), minlength=256), width=1)
    below.set(xlabel="grey level", ylabel="count")
