small = img[200:700, 600:1200]
fig_masks = plt.figure(figsize=(12, 7))
for k, name in enumerate(["Red", "Green", "Blue"]):
    own = small[..., k]
    others = [small[..., other] for other in range(3) if other != k]
    mask = (own > 100) & (own > others[0]) & (own > others[1])
    plt.subplot(2, 3, k + 1)
    plt.imshow(mask, cmap="gray")
    plt.title(name)
    plt.subplot(2, 3, k + 4)
    masked = small.copy()
    masked[~mask] = [0, 0, 0]
    plt.imshow(masked)
plt.show()
