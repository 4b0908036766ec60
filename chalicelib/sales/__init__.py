"""What companies offer and invoice again and again: recurring invoices and their kin."""
