"""The customers and items that a company keeps, and what forms copy from them."""
