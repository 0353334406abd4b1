"""Where the mail of ./start arrives: an SMTP server that delivers nothing, and a page to read what came."""
