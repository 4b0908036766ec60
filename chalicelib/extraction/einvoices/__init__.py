"""Documents that are structured already, and the document of EN 16931 that a reading makes."""
