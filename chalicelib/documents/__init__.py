"""The invoice document: EN 16931's model, its two syntaxes, and how it looks on paper. Knows no AWS."""
