"""Arrays in, arrays out: no names, no tables."""
