values = ct.pixel_array.astype(float) * ct.RescaleSlope + ct.RescaleIntercept
fig, (left, right) = plt.subplots(1, 2)
left.imshow(values, cmap="gray", vmin=40 - 80, vmax=40 + 80)
left.set_title("brain")
right.imshow(values, cmap="gray", vmin=500 - 2000, vmax=500 + 2000)
right.set_title("bone")
