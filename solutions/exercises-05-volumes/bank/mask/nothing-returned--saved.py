def as_image(mask, image):
    nib.save(nib.Nifti1Image(mask.astype(np.uint8), image.affine), "mask.nii.gz")
