"""The report card: tests tried on the bank of answers and on mutants of the solution."""
