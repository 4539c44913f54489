def to_hounsfield(dataset):
    return dataset.pixel_array * float(dataset.get("RescaleSlope", 1))

bone_share = 0.21
