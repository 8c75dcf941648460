"""Official records: status tables and charts, read to claims with the place of every cell."""
