"""The head in all three planes: solids beside the midline, their tissue and their signal."""
