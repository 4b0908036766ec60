"""What is known of suppliers: routes and their shapes."""
