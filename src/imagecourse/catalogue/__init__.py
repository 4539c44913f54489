"""What authors and instructors do with the catalogue of misconceptions: themes, and faults."""
