"""Where parties are: lines of addresses, names of countries, and what else speaks for a country."""
