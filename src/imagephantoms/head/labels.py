"""Tissue labels of the head phantom."""

AIR, SKIN, FAT, MUSCLE, COMPACT_BONE, MARROW, CSF = 0, 1, 2, 3, 4, 5, 6
GREY_MATTER, WHITE_MATTER, DEEP_GREY, CEREBELLAR_GREY, CEREBELLAR_WHITE = 7, 8, 9, 10, 11
BRAINSTEM, SPINAL_CORD, MUCOSA, TONGUE, CARTILAGE, DURA, GLAND, TOOTH = (
    12,
    13,
    14,
    15,
    16,
    17,
    18,
    19,
)
EYE = 20
# Only the volume has these.
LESION, MARKER, NERVE, LENS = 21, 22, 23, 24

TISSUE_NAMES: dict[int, str] = {
    AIR: "air",
    SKIN: "skin",
    FAT: "fat",
    MUSCLE: "muscle",
    COMPACT_BONE: "compact bone",
    MARROW: "bone marrow",
    CSF: "cerebrospinal fluid",
    GREY_MATTER: "cortical grey matter",
    WHITE_MATTER: "white matter of the cerebrum",
    DEEP_GREY: "deep grey matter",
    CEREBELLAR_GREY: "grey matter of the cerebellum",
    CEREBELLAR_WHITE: "white matter of the cerebellum",
    BRAINSTEM: "brainstem",
    SPINAL_CORD: "spinal cord",
    MUCOSA: "mucosa",
    TONGUE: "tongue",
    CARTILAGE: "cartilage, disc and ligament",
    DURA: "dura and venous sinus",
    GLAND: "gland",
    TOOTH: "tooth",
    EYE: "eye",
}

BRAIN_LABELS: tuple[int, ...] = (
    GREY_MATTER,
    WHITE_MATTER,
    DEEP_GREY,
    CEREBELLAR_GREY,
    CEREBELLAR_WHITE,
    BRAINSTEM,
)

VOLUME_TISSUE_NAMES: dict[int, str] = TISSUE_NAMES | {
    LESION: "lesion",
    MARKER: "capsule marker",
    NERVE: "optic nerve",
    LENS: "lens of the eye",
}
