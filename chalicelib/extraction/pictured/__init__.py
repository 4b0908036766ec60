"""What pictures among text add to a reading."""
