"""What a company's corrections teach about its suppliers: learned with a correction, recalled with the next document.

Everything here is looked up in the caller's own company; nothing is shared between companies.
"""
