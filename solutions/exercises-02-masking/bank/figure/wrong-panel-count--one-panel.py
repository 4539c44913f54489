crop = img[0:400, 0:600]
keep = crop < 120
fig, ax = plt.subplots()
ax.imshow(keep, cmap="gray")
ax.set_title("mask")
