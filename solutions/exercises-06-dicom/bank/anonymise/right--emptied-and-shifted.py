def anonymise(dataset):
    new = copy.deepcopy(dataset)

    def empty(part, element):
        name = element.keyword
        if element.VR == "DA":
            element.value = "19700101"
        elif element.VR == "DT":
            element.value = "19700101000000"
        elif element.VR == "PN":
            element.value = "X^Y"
        elif element.VR == "UI" and "Class" not in name and "Syntax" not in name:
            element.value = pydicom.uid.generate_uid(entropy_srcs=["s3cret" + element.value])
        elif element.VR in ("LO", "SH", "ST", "LT", "UT", "AE", "AS"):
            element.value = ""
        elif name in ("PatientSex", "PatientSize", "PatientWeight"):
            element.value = None

    new.walk(empty)
    new.file_meta.walk(empty)
    new.remove_private_tags()
    new.PatientIdentityRemoved = "YES"
    return new
