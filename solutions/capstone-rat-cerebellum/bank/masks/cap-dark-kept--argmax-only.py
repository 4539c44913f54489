top = img.argmax(axis=2)
red, green, blue = (top == k for k in range(3))
red_colour = img[red].mean(axis=0)
