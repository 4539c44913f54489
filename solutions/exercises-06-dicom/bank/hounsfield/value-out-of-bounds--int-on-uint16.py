def to_hounsfield(dataset):
    return dataset.pixel_array + int(dataset.RescaleIntercept)

bone_share = 0.2
