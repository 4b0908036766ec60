"""DynamoDB tables and the S3 file store; nothing else imports pynamodb or an S3 client."""
