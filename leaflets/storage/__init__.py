"""What is written and read: whole files, files of other people, the manifest, proofs made before, digests, the day."""
