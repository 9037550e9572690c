"""What may a browser do with an answer of ours? Told with each, also where the front answers before a page is asked."""

# No inline script and no style attribute: what a reader typed can never become code on a page.
CONTENT = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
OF_A_REFUSAL = (("Content-Security-Policy", CONTENT), ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"))
