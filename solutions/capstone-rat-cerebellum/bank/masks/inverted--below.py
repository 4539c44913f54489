R, G, B = img[..., 0], img[..., 1], img[..., 2]
red = ~((R > 120) & (R > G) & (R > B))
green = ~((G > 120) & (G > R) & (G > B))
blue = ~((B > 120) & (B > R) & (B > G))
red_colour = img[red].mean(axis=0)
