"""Why an answer is wrong: causes, differences and places, in words."""
