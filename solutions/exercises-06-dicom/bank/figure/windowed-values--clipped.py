values = ct.pixel_array.astype(float) * ct.RescaleSlope + ct.RescaleIntercept
fig, (left, right) = plt.subplots(1, 2)
left.imshow(np.clip(values, 0, 80), cmap="gray", vmin=0, vmax=80)
left.set_title("brain")
right.imshow(values, cmap="gray", vmin=-500, vmax=1500)
right.set_title("bone")
