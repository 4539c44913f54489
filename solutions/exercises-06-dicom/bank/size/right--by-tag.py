def size_mm(dataset):
    down, along = dataset[0x0028, 0x0030].value
    height = dataset[0x0028, 0x0010].value * down
    width = dataset[0x0028, 0x0011].value * along
    return height, width
