part = img[200:700, 600:1200]
R, G, B = (part[..., k].astype(int) for k in range(3))
keeps = [
    R - np.maximum(G, B) > 40,
    G - np.maximum(R, B) > 40,
    B - np.maximum(R, G) > 40,
]
fig_masks, axes = plt.subplots(2, 3, figsize=(12, 7))
for k, colour in enumerate(["red", "green", "blue"]):
    keep = keeps[k]
    axes[0, k].imshow(keep)
    axes[0, k].set_title("mostly " + colour)
    axes[1, k].imshow(part * keep[..., np.newaxis])
