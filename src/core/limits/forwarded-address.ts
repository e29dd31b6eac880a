import { normalAddress } from './address-key.js';

/*
 * The client's address behind reverse proxies. Only the gateway needs it; everybody else asks a session or the gateway.
 */

/** What proxies append is short; whoever sends more wants to see it stored. */
const MAX_HEADER_LENGTH = 2_048;

/**
 * The address that the outermost of so many trusted proxies saw: each appends one entry to X-Forwarded-For, and what
 * stands further left is the client's own claim. Some proxies add the port.
 * @returns undefined when it is no address, or fewer proxies wrote something
 */
export function forwardedAddress(header: string, proxies: number): string | undefined {
  if (header.length > MAX_HEADER_LENGTH) return undefined;
  const entry = header.split(',').at(-proxies)?.trim() ?? '';
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(entry)?.[1];
  return normalAddress(bracketed ?? entry.replace(/^([\d.]+):\d{1,5}$/, '$1'));
}
