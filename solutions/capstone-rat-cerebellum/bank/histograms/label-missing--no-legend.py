fig_hist, ax = plt.subplots()
for k in range(3):
    ax.hist(img[..., k].ravel(), bins=np.arange(257), histtype="step")
ax.set(xlabel="grey level", ylabel="number of pixels")
