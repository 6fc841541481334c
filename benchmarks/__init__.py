"""What `make bench` runs. Each module prints one table; every figure stands beside something real."""
