hu = ct.pixel_array.astype(int) - 1024
fig, (a, b) = plt.subplots(1, 2, sharex=True, sharey=True)
i = a.imshow(hu, cmap=plt.get_cmap("gray"), vmin=0, vmax=80)
j = b.imshow(hu, cmap=plt.get_cmap("gray"), vmin=-500, vmax=1500)
fig.colorbar(i, ax=a)
fig.colorbar(j, ax=b)
a.set_title("brain")
b.set_title("bone")
