values = ct.pixel_array.astype(float) * ct.RescaleSlope + ct.RescaleIntercept
fig, (left, right) = plt.subplots(1, 2)
left.imshow(values, cmap="gray", vmin=0, vmax=80)
right.imshow(values, cmap="gray", vmin=-500, vmax=1500)
