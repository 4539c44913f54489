values = ct.pixel_array.astype(float) * ct.RescaleSlope + ct.RescaleIntercept
fig, (left, right) = plt.subplots(1, 2)
left.imshow(values, cmap="gray")
left.set_title("brain")
right.imshow(values, cmap="gray")
right.set_title("bone")
