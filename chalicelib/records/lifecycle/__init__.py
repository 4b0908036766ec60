"""An invoice's life after it was read or issued: what is credited of it, and where it goes. Pure."""
