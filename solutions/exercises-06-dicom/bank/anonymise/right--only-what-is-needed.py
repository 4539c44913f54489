from hashlib import sha256

from pydicom.dataset import FileDataset, FileMetaDataset

KEEP = """SOPClassUID Modality SliceThickness SpacingBetweenSlices PatientPosition
ImagePositionPatient ImageOrientationPatient PixelSpacing Rows Columns SamplesPerPixel
PhotometricInterpretation BitsAllocated BitsStored HighBit PixelRepresentation RescaleSlope
RescaleIntercept WindowCenter WindowWidth PixelData""".split()


def new_uid(old):
    return "2.25." + str(int(sha256(f"salt {old}".encode()).hexdigest()[:30], 16))


def anonymise(dataset):
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = dataset.file_meta.TransferSyntaxUID
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = new_uid(dataset.SOPInstanceUID)
    result = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    for keyword in KEEP:
        if keyword in dataset:
            result[keyword] = copy.deepcopy(dataset[keyword])
    for level in ("StudyInstance", "SeriesInstance", "SOPInstance", "FrameOfReference"):
        setattr(result, level + "UID", new_uid(dataset[level + "UID"].value))
    result.PatientName = "Anonymous"
    result.PatientID = "0001"
    result.PatientIdentityRemoved = "YES"
    result.DeidentificationMethod = "Only what the picture needs was kept"
    return result
