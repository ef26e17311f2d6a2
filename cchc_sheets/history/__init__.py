"""Earlier figures, series over several periods, and editions compared."""
