"""What is added to a finished page: an incremental update with the words, tags and fields of a practice."""
