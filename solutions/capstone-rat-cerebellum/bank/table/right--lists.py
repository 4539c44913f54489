R, G, B = (img[..., k].astype(float) for k in range(3))
table = []
for margin in range(0, 120, 20):
    n = [
        ((R > G + margin) & (R > B + margin)).sum(),
        ((G > R + margin) & (G > B + margin)).sum(),
        ((B > R + margin) & (B > G + margin)).sum(),
    ]
    table.append([x / sum(n) for x in n])
columns = list(zip(*table))
spread = [max(column) - min(column) for column in columns]
