"""What is made of an invoice: its content, its files, the verdict of the rules."""
