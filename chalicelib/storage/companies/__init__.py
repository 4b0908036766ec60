"""The companies table: companies, teams, invitations, drafts, number series."""
