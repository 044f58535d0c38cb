"""Images to vectors: encoders, the resumable run and the memory-mapped matrix."""
