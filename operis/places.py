"""From where does a request come? The address that the outermost of our own proxies saw: all that stands before it can be made up."""

import ipaddress

IPV6_PREFIX = 64


def place(forwarded: str, peer: str, proxies: int) -> str:
    """The network address by X-Forwarded-For, behind so many proxies of ours; without one it is that of the connection."""
    there = [one.strip() for one in forwarded.split(",")]
    return there[-proxies] if 0 < proxies <= len(there) and there[-proxies] else peer


def net(address: str) -> str:
    """Whoever has one address of version 6 has a whole net of them."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{address}/{IPV6_PREFIX}", strict=False)) if found.version == 6 else address
