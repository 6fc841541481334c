"""Running the house: training by content, process supervision."""
