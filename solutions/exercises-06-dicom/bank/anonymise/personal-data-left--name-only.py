def anonymise(dataset):
    new = copy.deepcopy(dataset)
    new.PatientName = "Anonymous"
    new.remove_private_tags()
    return new
