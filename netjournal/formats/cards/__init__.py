"""Address books: vCard, LDIF, Windows Contacts."""
