"""Measurements of what arrives in other ways than as one PDF: mails, archives, pictures, text documents."""
