"""The list out again, in formats that towns publish."""
