"""Photos in HEIC made JPEGs, by a decoder that only the recogniser has."""
