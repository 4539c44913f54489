"""What a figure shows, as plain facts, and whether it is what was asked for."""
