"""Chats of WhatsApp, Signal and Telegram."""
