import { isIPv6 } from 'node:net';

/** What a URL parser would leave as it is; parsing one takes longer than all else that is asked of a request. */
const PLAIN_HOST = /^[a-z][\w.-]*(:[1-5]?\d{1,4})?$|^\d{1,3}(\.\d{1,3}){3}(:[1-5]?\d{1,4})?$/i;

/** True for the names and IPv4 addresses that most clients send, with or without a port. */
export function isPlainHost(host: string): boolean {
  return PLAIN_HOST.test(host);
}

/**
 * A Host header as RFC 3986 has it: an IPv6 address in brackets, and without its zone, which means something on the
 * client's machine only. Godot's WebSockets leave the brackets out, so that `::1:1234` can be read in two ways; it is an
 * address with a port, since they name every port but the scheme's own. Anything else comes back unchanged.
 */
export function wellFormedHost(host: string): string {
  if (isPlainHost(host)) return host;
  if (host.startsWith('[')) return host.replace(/%[^\]]*\]/, ']');

  const cut = host.lastIndexOf(':');
  const [address, port] = [withoutZone(host.slice(0, cut)), host.slice(cut)];
  if (isIPv6(address) && /^:\d{1,5}$/.test(port)) return `[${address}]${port}`;
  const whole = withoutZone(host);
  return isIPv6(whole) ? `[${whole}]` : host;
}

function withoutZone(address: string): string {
  const zone = address.indexOf('%');
  return zone === -1 ? address : address.slice(0, zone);
}
