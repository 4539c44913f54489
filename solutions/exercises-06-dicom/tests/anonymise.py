"""Test of exercise 6: a header that names nobody."""

hints = [
    "Print the copy and go through the list of the exercise point by point, from the top. Which "
    "point is the finding about?",
    "Does your code name single elements, or does it go by their kind (VR)? What happens to an "
    "element of the same kind that this slice doesn't have and another one has?",
    "Which parts of a dataset does your code never come to: items of sequences, private "
    "elements, `file_meta`?",
    "Call your function for two slices of the same series and print the UIDs of both, before "
    "and after.",
]
with check.exercise("Exercise 6: a header that names nobody", hints=hints):
    example = pydicom.dcmread(data("head_ct") / "CT0002.dcm")
    case = check.case(example, expected=example, says="the slice CT0002.dcm of head_ct")
    check.function(anonymise, [case], "anonymise", check.anonymous)
    ### BEGIN HIDDEN TESTS
    from pydicom.dataset import Dataset
    from pydicom.uid import generate_uid

    def patients_slice(path, name, other):
        one = pydicom.dcmread(path)
        one.PatientName, one.PatientID, one.PatientBirthDate = name, "MRN-48213", "19620417"
        one.PatientSex, one.PatientAge, one.PatientWeight = "F", "063Y", "71.2"
        one.AccessionNumber, one.StationName = "ACC-77120", "RADIO7"
        one.StudyDescription = "Follow-up of " + str(name).replace("^", " ")
        one.ImageComments = "Fall on the ward; born 17.04.1962"
        one.AdditionalPatientHistory = "Maria Rossi, born 17.04.1962, fell on the ward"
        one.ProtocolName = "HEAD MRN-48213"
        one.AcquisitionDateTime = "20260102081500"
        one.file_meta.SourceApplicationEntityTitle = "RADIO7"
        request = Dataset()
        request.RequestingPhysician = "Weiss^Klara"
        request.AccessionNumber = "ACC-77120"
        request.ScheduledProcedureStepDescription = "CT of MRN-48213"
        request.add_new((0x0031, 0x0010), "LO", "VENDOR")
        request.add_new((0x0031, 0x1001), "LO", "Maria Rossi")
        one.RequestAttributesSequence = [request]
        step = Dataset()
        step.ReferencedSOPClassUID = one.SOPClassUID
        step.ReferencedSOPInstanceUID = other
        inner = Dataset()
        inner.PatientID = "MRN-48213"
        inner.StudyDate = "20260102"
        step.OtherPatientIDsSequence = [inner]
        one.ReferencedImageSequence = [step]
        # Typed on the picture (short text, ST), and into a field without a limit (UT).
        typed, note, context = Dataset(), Dataset(), Dataset()
        typed.UnformattedTextValue = "MRN-48213: fracture?"
        note.TextObjectSequence = [typed]
        one.GraphicAnnotationSequence = [note]
        context.TextValue = "No contrast medium; Maria Elena Rossi is allergic"
        one.AcquisitionContextSequence = [context]
        return one

    paths = sorted(data("head_ct").glob("*.dcm"))[:2]
    referenced = generate_uid(entropy_srcs=["another slice"])
    slices = [patients_slice(path, "Rossi^Maria^Elena", referenced) for path in paths]
    magnetic = pydicom.dcmread(sorted(data("head_series").glob("*.dcm"))[0])
    cases = [
        check.case(one, expected=one, says=says)
        for one, says in [
            (magnetic, "a slice of head_series"),
            (slices[0], "a slice with sequences and free text"),
        ]
    ]
    check.function(anonymise, cases, "anonymise", check.anonymous)
    given = copy.deepcopy(slices)
    both = [anonymise(one) for one in given]
    check.anonymous(both, slices, "anonymise(…)", given=given)
    ### END HIDDEN TESTS
