import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/*
 * Client addresses: `normalAddress` for storing and showing them, `addressKey` for using one as the key of a limit.
 */

/** Stands for everything that is not an address. */
const NO_ADDRESS = 'unknown';
/** The longest text of an IPv6 address, ending in an IPv4 one and a zone. */
const MAX_ADDRESS_LENGTH = 64;
/** Groups of 16 bits that identify a network: a household, a phone or a rented server has at least a /64 (RFC 6177). */
const NETWORK_GROUPS = 4;

/**
 * An address in canonical form: IPv4 as it is, IPv4-mapped IPv6 as IPv4, IPv6 in its short form (RFC 5952) without a zone.
 * Undefined for anything that is not an address.
 */
export function normalAddress(text: string): string | undefined {
  if (text.length > MAX_ADDRESS_LENGTH) return undefined;
  if (isIPv4(text)) return text;
  return parseIPv6(text)?.toString();
}

/**
 * The key for counting by client address: the first 64 bits for IPv6, since one client controls all the rest. Everything
 * that is not an address shares one key.
 */
export function addressKey(address: string): string {
  if (isIPv4(address)) return address;
  const parsed = address.length > MAX_ADDRESS_LENGTH ? undefined : parseIPv6(address);
  if (parsed === undefined) return NO_ADDRESS;
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const groups = (parsed as ipaddr.IPv6).parts.slice(0, NETWORK_GROUPS);
  return `${groups.map((group) => group.toString(16)).join(':')}::/64`;
}

/** Node decides what an address is: ipaddr.js also accepts forms that only a browser's address bar knows. */
function parseIPv6(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (!isIPv6(text)) return undefined;
  const zone = text.indexOf('%');
  return ipaddr.process(zone === -1 ? text : text.slice(0, zone));
}

/*
 * The client's address behind reverse proxies. Only the gateway needs it; everyone else asks a session or the gateway.
 */

/** What proxies append is short; a longer header is an attempt to have something stored. */
const MAX_HEADER_LENGTH = 2_048;

/**
 * The address that the outermost trusted proxy saw: each proxy appends one entry to X-Forwarded-For, and anything further
 * left is the client's own claim. Some proxies add the port.
 * @returns undefined when it is not an address, or fewer proxies added an entry
 */
export function forwardedAddress(header: string, proxies: number): string | undefined {
  if (header.length > MAX_HEADER_LENGTH) return undefined;
  const entry = header.split(',').at(-proxies)?.trim() ?? '';
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(entry)?.[1];
  return normalAddress(bracketed ?? entry.replace(/^([\d.]+):\d{1,5}$/, '$1'));
}
