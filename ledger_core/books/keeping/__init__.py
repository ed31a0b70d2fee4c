"""Keeping the books safe: backups on another disk, bringing them back, mending what was spoilt."""
