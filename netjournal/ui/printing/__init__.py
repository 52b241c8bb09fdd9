"""People on paper: one source for the preview, the printer and PDF files.

``options`` what the user chose; ``layouts.pages(job, …)`` the pages of any layout; ``pdf`` puts
them into a file or onto a printer; ``dialog`` asks. A layout reads (``services``), words (modules
named so), fills its template (``services.printed.paper``) and sets the result (``flow``, ``grid``)
onto ``pages.Page``.
"""
