detail = img[200:700, 600:1200]
fig_channels, ax = plt.subplots(1, 3)
for k, n in enumerate(["red", "green", "blue"]):
    one = np.full_like(detail, 255)
    one[..., k] = detail[..., k]
    ax[k].imshow(one)
    ax[k].set_title(n)
