"""Reports on members: the register, fees, and attendance."""
