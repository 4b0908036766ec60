"""How far a file is parted; more leaves it whole, with its warning."""

MAX_PARTS = 40
"""Their records are written in one transaction with the first's: DynamoDB takes 100 items, and each part is two."""
MAX_TIMES_THE_FILE = 3
"""How large the PDFs of all parts may be together: each has the fonts and pictures that the file's pages share."""
