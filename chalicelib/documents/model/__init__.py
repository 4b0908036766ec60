"""The semantic model of EN 16931 and its arithmetic."""
