"""German as in the sentences around it; everything else is Django's own."""

DATETIME_FORMAT = r"j. F Y, H:i \U\h\r"
