"""What values look like in print: numbers, dates, identifiers, terms of payment."""
