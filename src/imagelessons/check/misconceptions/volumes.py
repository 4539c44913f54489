"""Misconceptions about image volumes: affine, orientation, voxel size, labels and display."""

from imagelessons.check.misconceptions.entry import Misconception

_VOLUME = "05-volumes"

VOLUMES = (
    Misconception(
        "affine-lost",
        "Array instead of an image",
        "The array of a volume is the volume.",
        "the array is handed in without its affine",
        "An array doesn't know where its voxels lie nor how large they are. Put it together with "
        "an affine into an image.",
        _VOLUME,
        "Saving a result",
    ),
    Misconception(
        "affine-identity",
        "Identity for an affine",
        "`np.eye(4)` is as good an affine as any.",
        "`np.eye(4)` or None stands for the affine",
        "`np.eye(4)` claims voxels of 1 mm, axes to the right, front and top, and voxel (0, 0, 0) "
        "at the origin. Which image has the grid that these voxels come from?",
        _VOLUME,
        "Saving a result",
    ),
    Misconception(
        "affine-of-other-grid",
        "Affine of another grid",
        "Any affine of the same person fits.",
        "the affine belongs to another grid",
        "The affine sends these voxels elsewhere. It has to be the affine of the grid that the "
        "array is on now.",
        _VOLUME,
        "Another grid",
    ),
    Misconception(
        "origin-wrong",
        "Origin left behind",
        "Cutting or flipping an array leaves its affine valid.",
        "the origin of the affine doesn't fit the first voxel",
        "The last column of the affine is the place of voxel (0, 0, 0). After a cut or a flip "
        "another voxel is the first one, or the column was changed without need.",
        _VOLUME,
        "From voxel to millimetre",
    ),
    Misconception(
        "voxel-size-wrong",
        "Voxel size wrong",
        "Voxels are cubes of 1 mm, or keep their size when there are fewer of them.",
        "the voxel sizes in the affine are not those of the grid",
        "The lengths of the affine's columns are the voxel sizes. Compare them with "
        "`header.get_zooms()` of the image that the voxels come from.",
        _VOLUME,
        "From voxel to millimetre",
    ),
    Misconception(
        "mirrored-left-right",
        "Left and right exchanged in the world",
        "An array may be flipped for a better view.",
        "left and right are exchanged in the world",
        "The image puts what is on the patient's left on the right. An array may be flipped only "
        "if the affine follows.",
        _VOLUME,
        "Left and right",
    ),
    Misconception(
        "mirrored-axis",
        "Mirrored from front to back or upside down",
        "The direction of an axis does not matter.",
        "the array is mirrored along an axis and the affine is not",
        "The image is mirrored along an axis: upside down, or front to back. An array may be "
        "flipped only if the affine follows.",
        _VOLUME,
        "Voxels and axes",
    ),
    Misconception(
        "axes-permuted",
        "Order of the axes changed",
        "The order of the axes does not matter.",
        "the array's axes are in another order than the affine's columns",
        "Each column of the affine belongs to one axis of the array. After a transpose they no "
        "longer go together.",
        _VOLUME,
        "Voxels and axes",
    ),
    Misconception(
        "other-orientation",
        "Another orientation",
        "Each reader returns the orientation that it likes best.",
        "the array's axes run in other directions than the exercise asks for",
        "All voxels lie in the right places, but the exercise asks for axes in other directions. "
        "`nib.aff2axcodes` tells the letters.",
        _VOLUME,
        "Voxels and axes",
    ),
    Misconception(
        "labels-interpolated",
        "Labels interpolated",
        "What smooths an image fits a label image too.",
        "labels are averaged like grey levels",
        "Between two labels a third one or a fraction came up, which means nothing. Labels need "
        "the nearest neighbour (order 0).",
        _VOLUME,
        "Another grid",
    ),
    Misconception(
        "slope-lost",
        "Slope and intercept",
        "The stored numbers are the values.",
        "the stored numbers are taken for the values, or scaled once too often",
        "All values are off by one factor and one offset. Slope and intercept turn stored numbers "
        "into values, exactly once.",
        _VOLUME,
        "Slope and intercept",
    ),
    Misconception(
        "stored-dtype",
        "Stored in another dtype",
        "The file stores the dtype of the array that is handed in.",
        "the header or the array asks for another dtype in the file",
        "`image.get_data_dtype()` tells what the file holds. A header that is handed on brings "
        "its own dtype; without one, that of the array counts.",
        _VOLUME,
        "Saving a result",
    ),
    Misconception(
        "time-step-lost",
        "Time step lost",
        "The affine says all about the axes.",
        "the time between two volumes isn't handed on",
        "The affine knows three axes only. The step along the fourth, the repetition time, stands "
        "in the header.",
        _VOLUME,
        "The fourth axis",
    ),
    Misconception(
        "aspect-missing",
        "Voxels drawn as squares",
        "imshow knows how large a voxel is.",
        "voxels that are no squares are drawn as squares",
        "A voxel isn't as high as wide in this plane, but is drawn so: the head looks squashed. "
        "Give `imshow` the `aspect` or the `extent`.",
        _VOLUME,
        "Three planes",
    ),
    Misconception(
        "aspect-inverted",
        "Aspect upside down",
        "The aspect is width by height.",
        "width and height are exchanged in the aspect",
        "The picture is stretched where it should be squeezed. The aspect is the height of a "
        "pixel divided by its width.",
        _VOLUME,
        "Three planes",
    ),
    Misconception(
        "aspect-wrong",
        "Wrong proportions",
        "One aspect fits all three planes.",
        "the sizes of other axes are used for the aspect",
        "The proportions are those of another plane, or left to the panel. Which two axes lie in "
        "this plane, and how large is a voxel along each?",
        _VOLUME,
        "Three planes",
    ),
)

VOLUMES_GIVEN = (
    Misconception(
        "stored-bytes",
        "Bytes as stored",
        "In memory an image takes up what its dtype in the file takes up.",
        "the bytes of the stored dtype are counted for the array of `get_fdata()`",
        "These are bytes of the dtype in the file. Which dtype has the array that `get_fdata()` "
        "returns?",
        _VOLUME,
        "Lazy loading",
        given=True,
    ),
    Misconception(
        "time-in-voxel-size",
        "Time taken for a size",
        "All numbers of `get_zooms()` are millimetres.",
        "the step in time is taken for a size in space",
        "A 4-D image has four numbers in `get_zooms()`, and the last is a time, not a length.",
        _VOLUME,
        "The fourth axis",
        given=True,
    ),
    Misconception(
        "ras-assumed",
        "Always right, front, up",
        "Each array runs to the right, to the front and up.",
        "the axes are taken for right, front and up without a look",
        "Files are stored in many orientations. The affine of each image tells where its axes run "
        "to, and nibabel reads the letters off it.",
        _VOLUME,
        "Voxels and axes",
        given=True,
    ),
    Misconception(
        "spacing-only",
        "Spacing only",
        "Voxel index times voxel size is the place.",
        "the index is multiplied by the voxel sizes, without the affine",
        "Index times voxel size is a distance along the array's axes from its first voxel. The "
        "affine knows the directions and the origin too.",
        _VOLUME,
        "From voxel to millimetre",
        given=True,
    ),
    Misconception(
        "origin-forgotten",
        "Origin forgotten",
        "The 3 x 3 part of the affine is enough.",
        "the last column of the affine isn't added",
        "Directions and sizes are right, but the place of the first voxel is missing: the affine "
        "takes (i, j, k, 1), with a 1 at the end.",
        _VOLUME,
        "From voxel to millimetre",
        given=True,
    ),
    Misconception(
        "affine-transposed",
        "Affine from the wrong side",
        "`index @ affine` and `affine @ index` are the same.",
        "the rows of the affine are taken for its columns",
        "The affine stands on the left: `affine @ (i, j, k, 1)`. Each of its columns belongs to "
        "an axis of the array.",
        _VOLUME,
        "From voxel to millimetre",
        given=True,
    ),
    Misconception(
        "side-by-index",
        "Side read from the index",
        "The first axis runs from left to right, and its middle is the patient's middle.",
        "the side is read from the voxel index",
        "An index tells the side only if you know which axis runs to a side, in which direction, "
        "and where the middle is. The affine knows all three.",
        _VOLUME,
        "Left and right",
        given=True,
    ),
    Misconception(
        "sides-exchanged",
        "Left and right exchanged",
        "Left is on the left of the screen, or positive.",
        "left and right are exchanged",
        "Left and right are those of the patient. The first of the three millimetres grows to one "
        "of them, and the letter of an axis names the side that the axis runs to.",
        _VOLUME,
        "Left and right",
        given=True,
    ),
    Misconception(
        "plane-of-other-axis",
        "Plane of another axis",
        "The third axis always gives the axial planes.",
        "another axis is held fixed",
        "This plane is another one. Which axis of this array runs from front to back, which from "
        "top to bottom, which from side to side? The affine tells.",
        _VOLUME,
        "Three planes",
        given=True,
    ),
    Misconception(
        "voxels-for-volume",
        "Voxels counted",
        "The number of voxels is a volume.",
        "voxels are counted for a volume",
        "That is a number of voxels. What is the volume of one?",
        _VOLUME,
        "Volume in millilitres",
        given=True,
    ),
    Misconception(
        "cubic-millimetres",
        "Cubic millimetres for millilitres",
        "Millimetres give millilitres.",
        "cubic millimetres are handed in for millilitres",
        "These are cubic millimetres. How many of them go into a millilitre, a cube of 10 mm?",
        _VOLUME,
        "Volume in millilitres",
        given=True,
    ),
    Misconception(
        "isotropic-assumed",
        "Voxels taken for cubes",
        "A voxel is a cube.",
        "one voxel size is used for all three axes",
        "A voxel is rarely a cube: each axis has a size of its own.",
        _VOLUME,
        "Volume in millilitres",
        given=True,
    ),
    Misconception(
        "tuned-to-one-grid",
        "Tuned to one grid",
        "Sizes in voxels and places by index fit each image.",
        "sizes in voxels or places by index are carried over to another grid",
        "The method works on the voxels of one image and fails on those of another. Work in "
        "millimetres and millilitres, and take directions from the affine.",
        _VOLUME,
        "A mask in 3-D",
        given=True,
    ),
)
