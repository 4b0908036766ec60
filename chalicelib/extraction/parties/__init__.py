"""Who sends the invoice and who gets it.

Every place on the pages that could be a party's name is a candidate (`candidates.py`). What can be seen of it is named
and measured (`features.py` lists all), weights that were fitted on invoices turn that into a score, and the supplier
and the customer are chosen together (`choice.py`): one block cannot be both. The probability is the confidence.
"""
