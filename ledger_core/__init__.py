"""clubledger: a double-entry microfinance ledger for the funds of self-help clubs."""

__version__ = "0.1.0"
