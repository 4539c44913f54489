values = ct.pixel_array.astype(float) * ct.RescaleSlope + ct.RescaleIntercept
fig, (left, right) = plt.subplots(1, 2)
left.imshow(values, cmap="gray", vmin=40, vmax=80)
left.set_title("brain")
right.imshow(values, cmap="gray", vmin=500, vmax=2000)
right.set_title("bone")
