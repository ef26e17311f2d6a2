"""What is kept: keys and signatures, the archive, the history."""
