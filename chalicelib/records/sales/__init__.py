"""What comes before an invoice: a company's customers and items, and the forms that name them. Pure."""
