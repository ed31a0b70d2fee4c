"""Tests of clubledger, and tools for its developers (`python -m tests.catalogue`)."""
