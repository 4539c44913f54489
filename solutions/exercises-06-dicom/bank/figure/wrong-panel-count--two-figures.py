values = ct.pixel_array.astype(float) * ct.RescaleSlope + ct.RescaleIntercept
fig, ax = plt.subplots()
ax.imshow(values, cmap="gray", vmin=0, vmax=80)
ax.set_title("brain")
fig2, ax = plt.subplots()
ax.imshow(values, cmap="gray", vmin=-500, vmax=1500)
ax.set_title("bone")
