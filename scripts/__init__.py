"""What is run from a clone and does not belong into the package."""
