def anonymise(dataset):
    new = copy.deepcopy(dataset)
    new.remove_private_tags()
    for element in dataset:
        if element.tag.group == 0x0010:
            del new[element.tag]
    return new
