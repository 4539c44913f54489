"""NIfTI volumes and DICOM datasets: what they are, and whether they are right."""
