"""Lists of practices in the studio."""
