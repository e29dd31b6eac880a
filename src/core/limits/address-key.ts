import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/*
 * Addresses of clients: `normalAddress` where one is stored or shown, `addressKey` wherever one is the key of a limit.
 */

/** What stands for everything that is no address. */
const NO_ADDRESS = 'unknown';
/** The longest text of an IPv6 address, with an IPv4 one at its end and a zone behind. */
const MAX_ADDRESS_LENGTH = 64;
/** Groups of 16 bits that name a network: a household, a phone or a rented server has a /64 at least (RFC 6177). */
const NETWORK_GROUPS = 4;

/**
 * An address as one text: IPv4 as it is, IPv4 within IPv6 as IPv4, IPv6 in its short form (RFC 5952) without a zone.
 * Undefined for what is no address.
 */
export function normalAddress(text: string): string | undefined {
  if (text.length > MAX_ADDRESS_LENGTH) return undefined;
  if (isIPv4(text)) return text;
  return parseIPv6(text)?.toString();
}

/**
 * The key under which a client's address is counted: of IPv6 the first 64 bits, since one client has all the rest.
 * Whatever is no address has one key together.
 */
export function addressKey(address: string): string {
  if (isIPv4(address)) return address;
  const parsed = address.length > MAX_ADDRESS_LENGTH ? undefined : parseIPv6(address);
  if (parsed === undefined) return NO_ADDRESS;
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const groups = (parsed as ipaddr.IPv6).parts.slice(0, NETWORK_GROUPS);
  return `${groups.map((group) => group.toString(16)).join(':')}::/64`;
}

/** Node decides what an address is: ipaddr.js also takes forms that only a browser's address bar knows. */
function parseIPv6(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (!isIPv6(text)) return undefined;
  const zone = text.indexOf('%');
  return ipaddr.process(zone === -1 ? text : text.slice(0, zone));
}

/*
 * The client's address behind reverse proxies. Only the gateway needs it; everybody else asks a session or the gateway.
 */

/** What proxies append is short; whoever sends more wants to see it stored. */
const MAX_HEADER_LENGTH = 2_048;

/**
 * The address that the outermost of the trusted proxies saw: each appends one entry to X-Forwarded-For, and what
 * stands further left is the client's own claim. Some proxies add the port.
 * @returns undefined when it is no address, or fewer proxies wrote something
 */
export function forwardedAddress(header: string, proxies: number): string | undefined {
  if (header.length > MAX_HEADER_LENGTH) return undefined;
  const entry = header.split(',').at(-proxies)?.trim() ?? '';
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(entry)?.[1];
  return normalAddress(bracketed ?? entry.replace(/^([\d.]+):\d{1,5}$/, '$1'));
}
