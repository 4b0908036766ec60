"""E-mails: templates, attachments, SES."""
