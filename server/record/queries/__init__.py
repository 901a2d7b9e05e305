"""Every SELECT of records. What may be read was asked of consent's gate before; Row-Level Security asks again."""
