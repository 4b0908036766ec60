"""The document in UBL 2.1 and in CII D16B, and XML as it arrives."""
