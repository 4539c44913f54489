"""Is a value right: arrays, masks, labels, numbers, choices, functions, sealed answers."""
