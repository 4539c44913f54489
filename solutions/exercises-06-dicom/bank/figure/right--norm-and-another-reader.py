from matplotlib.colors import Normalize

stored = np.frombuffer(ct.PixelData, "<u2").reshape(128, 128)
hu = stored.astype(int) - 1024
fig, axes = plt.subplots(1, 2)
axes[0].imshow(hu, cmap="Greys_r", norm=Normalize(0, 80))
axes[1].imshow(hu, cmap="Greys_r", norm=Normalize(-500, 1500))
axes[0].set_title("Brain")
axes[1].set_title("Bone")
