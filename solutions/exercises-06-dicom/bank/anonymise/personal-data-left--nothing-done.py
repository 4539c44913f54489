def anonymise(dataset):
    return copy.deepcopy(dataset)
