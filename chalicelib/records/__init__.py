"""What the system keeps, as plain typed values, and pure rules over them. Knows no AWS."""
