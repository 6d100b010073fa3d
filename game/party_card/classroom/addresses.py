"""Finds the addresses at which the room's network reaches this computer, the likeliest first.

Nothing is sent: a UDP socket is connected only to ask the system which address it would use.
"""

from __future__ import annotations

import ipaddress
import socket

import ifaddr

from party_card.frozen_dataclass import frozen_dataclass

_VIRTUAL = ("docker", "veth", "virbr", "vmnet", "vboxnet", "vethernet", "br-", "tun", "tap", "utun", "wg", "tailscale")
_SOMEWHERE = "192.0.2.1"
"""An address of documentation (RFC 5737), which belongs to nobody."""


@frozen_dataclass
class NetworkAddress:
    """An address of this computer, and the name of its interface as the system shows it."""

    address: str
    interface: str


def list_addresses() -> tuple[NetworkAddress, ...]:
    """Returns the addresses of this computer for others, the likeliest first; none if there is no network."""
    default = _find_default_address()
    found = (
        NetworkAddress(entry.ip, adapter.nice_name)
        for adapter in ifaddr.get_adapters()
        for entry in adapter.ips
        if isinstance(entry.ip, str) and not ipaddress.IPv4Address(entry.ip).is_loopback
    )
    return tuple(sorted(found, key=lambda item: _rank(item, default)))


def _rank(item: NetworkAddress, default: str) -> tuple[bool, bool, bool, str]:
    address = ipaddress.IPv4Address(item.address)
    is_virtual = item.interface.lower().startswith(_VIRTUAL)
    return (address.is_link_local, is_virtual, item.address != default, item.address)


def _find_default_address() -> str:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((_SOMEWHERE, 9))
            return str(probe.getsockname()[0])
    except OSError:
        return ""
