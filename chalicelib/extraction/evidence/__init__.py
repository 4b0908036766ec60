"""What is known of a document before a field is chosen: its labels, the values on its pages, its conventions."""
