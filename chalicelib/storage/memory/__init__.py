"""What is stored of a company's suppliers from its people's corrections."""
