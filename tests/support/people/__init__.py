"""People and companies that tests act for, and what they prove themselves with."""
