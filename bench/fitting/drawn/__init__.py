"""Pages that are drawn for the fitting: by chance, and by people who knew neither the reader nor its words."""
