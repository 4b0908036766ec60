"""What a company taught the reader about a supplier: labels and places of fields, from its people's corrections.

A reading carries its `Layout`: the printed words with their places. A correction is looked up in it (`learning`), and
what was learned is applied to the next document of the supplier (`recalling`). No file is opened here, nothing is
guessed: a value that is remembered must have the right type, and amounts must add up. Knows no AWS.
"""
