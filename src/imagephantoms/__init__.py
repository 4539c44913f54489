"""Pictures made from a seed, each with its truth: one package for each scene."""
