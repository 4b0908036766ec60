"""What names an invoice and its days: its number, its issue date and its due date, chosen by fitted weights.

Every text of the right form on the pages is a candidate, and "the pages do not say it" is one as well. Labels that are
known say most. Where a page's label is not, its likeness to those that are, the text's form and its place still do.
"""
