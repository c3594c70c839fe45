"""Where cases come from: made from a seed, read from an author's file, or read from a vignette file."""
