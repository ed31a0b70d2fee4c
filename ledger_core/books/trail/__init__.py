"""The log: what each command wrote, chained, and what changed outside the commands since."""
