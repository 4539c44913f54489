# hidden: the text says that real headers hold more than the slice of the test
REMOVE = [
    "PatientName", "PatientID", "PatientBirthDate", "PatientSex", "PatientAge", "PatientSize",
    "PatientWeight", "PatientComments", "ImageComments", "AccessionNumber", "InstitutionName",
    "InstitutionAddress", "StationName", "DeviceSerialNumber", "ReferringPhysicianName",
    "PerformingPhysicianName", "OperatorsName", "RequestingPhysician", "StudyDescription",
    "SeriesDescription", "ProtocolName", "OtherPatientIDsSequence", "RequestAttributesSequence",
    "StudyDate", "SeriesDate", "AcquisitionDate", "ContentDate", "InstanceCreationDate",
    "AcquisitionDateTime", "AdditionalPatientHistory",
    "GraphicAnnotationSequence", "AcquisitionContextSequence",
]
UIDS = ["StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "FrameOfReferenceUID"]
new_uids = {}


def anonymise(dataset):
    result = copy.deepcopy(dataset)
    result.remove_private_tags()
    for keyword in REMOVE:
        if keyword in result:
            del result[keyword]
    for keyword in UIDS:
        old = str(result[keyword].value)
        result[keyword].value = new_uids.setdefault(old, pydicom.uid.generate_uid())
    result.file_meta.MediaStorageSOPInstanceUID = result.SOPInstanceUID
    result.file_meta.SourceApplicationEntityTitle = ""
    for item in result.get("ReferencedImageSequence", []):
        del item["OtherPatientIDsSequence"]
    result.PatientIdentityRemoved = "YES"
    return result
