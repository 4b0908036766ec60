"""The AWS that tests run against: in memory, and what its functions may do there."""
