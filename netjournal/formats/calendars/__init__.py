"""Calendars (iCalendar, RFC 5545), read and written."""
