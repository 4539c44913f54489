"""Synthetic pictures made from a seed, each with its known truth."""
