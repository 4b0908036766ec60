"""Files that are no pages yet made into a PDF: what is read and what is shown are then the same pages."""
