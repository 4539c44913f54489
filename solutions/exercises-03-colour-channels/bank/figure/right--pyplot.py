part = img[400:600, 350:650]
fig = plt.figure(figsize=(10, 6))
for i, title in enumerate(["red", "green", "blue"]):
    plt.subplot(2, 3, i + 1)
    plt.imshow(part[:, :, i], cmap="gray", vmin=0, vmax=255)
    plt.title(title)
    plt.subplot(2, 3, i + 4)
    plt.hist(part[:, :, i].flatten(), bins=256, range=(0, 256))
    plt.xlabel("intensity")
    plt.ylabel("pixels")
plt.tight_layout()
plt.show()
