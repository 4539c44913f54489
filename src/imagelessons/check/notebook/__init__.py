"""What a check knows of the notebook that it runs in, and how it shows there what it found."""
