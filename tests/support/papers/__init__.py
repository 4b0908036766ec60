"""Files as they come: of the corpus, of offices, several invoices in one, and official examples."""
