"""Reports over many clubs, made of the same tables as those of one."""
