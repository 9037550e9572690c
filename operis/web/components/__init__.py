"""What do the parts that all pages share need to know? One small frozen record for each; `templatetags/operis.py` draws them."""
