"""What ./start and ./test need around the application: its installation, its engines, its mailbox."""
