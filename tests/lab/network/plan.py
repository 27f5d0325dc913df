"""Who is where: addresses and names of the lab (RFC 1918, 5737, 3849 and 6761)."""

from __future__ import annotations

PC, GATEWAY, PROXY, LAN_NAMES = "10.77.0.2", "10.77.0.1", "10.77.0.8", "10.77.0.53"
PC_6, GATEWAY_6 = "2001:db8:77::2", "2001:db8:77::1"
NAMES = "203.0.113.53"
HOSTS = {
    "office.lab.test": 20,
    "shop.lab.test": 20,
    "probe1.lab.test": 11,
    "probe2.lab.test": 12,
    "work.lab.test": 20,
    "www.partner.test": 21,
    "desk.lab.test": 22,
    "time1.lab.test": 23,
    "time2.lab.test": 24,
}
ZONE: dict[str, tuple[str, ...]] = {
    name: (f"203.0.113.{last}", f"2001:db8:113::{last}") for name, last in HOSTS.items()
}
INTERNAL: dict[str, tuple[str, ...]] = {
    "proxy.lab.test": (PROXY,),
    "wpad.lab.test": (PROXY,),
}
PROBE = "The Lab's Connect Test"
PAC = f"""function FindProxyForURL(url, host) {{
  // the lab's own names are near (isn't that so?)
  if (isPlainHostName(host) || shExpMatch(host, "*.inner.lab.test")) return "DIRECT";
  if (/^[(]x/.test(host)) {{ return 'DIRECT'; }}
  return "PROXY {PROXY}:3128";
}}
"""
