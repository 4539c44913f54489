r = img[:, :, 0].astype(np.int32); g = img[:, :, 1].astype(np.int32); b = img[:, :, 2].astype(np.int32)
mainly_green = []
for t in range(80, 141, 20):
    keep = r > t
    mainly_green.append(np.count_nonzero(keep & (g - r > 0) & (g - b > 0)) / np.count_nonzero(keep))
mainly_green = np.array(mainly_green)
