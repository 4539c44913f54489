for k in range(3):
    plt.hist(img[..., k].ravel(), bins=range(257))
fig_hist = plt.show()
