import { domainToASCII } from 'node:url';
import { GameError } from '../../../protocol/game-error.js';

/** RFC 5321's dot-string, without the characters that old mail servers used for routing: "%", "!", "|". */
const LOCAL_PART = /^[a-z0-9_+&'=~#$*/?^{}-]+(\.[a-z0-9_+&'=~#$*/?^{}-]+)*$/;
/** Letters of any script, digits, "-" and dots; no lookalikes of those. */
const WRITTEN_DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;

/**
 * The canonical form of an e-mail address: lower case, the domain in ASCII, so that however it is written it has one
 * account and one limit. Undefined for anything but exactly one address in plain characters: text that only becomes an
 * address, or several, when normalised (full-width characters and the like) does not count.
 */
export function parseEmail(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at).toLowerCase();
  const written = text.slice(at + 1);
  if (at < 1 || local.length > MAX_LOCAL || !LOCAL_PART.test(local)) return undefined;
  if (!WRITTEN_DOMAIN.test(written) || written.normalize('NFKC') !== written.normalize('NFC')) return undefined;
  const domain = domainToASCII(written);
  const address = `${local}@${domain}`;
  return DOMAIN.test(domain) && address.length <= MAX_ADDRESS ? address : undefined;
}

/** As {@link parseEmail}. @throws GameError message.invalid */
export function requireEmail(text: string): string {
  const address = parseEmail(text);
  if (address !== undefined) return address;
  const details = [{ field: 'email', rule: 'isEmail', text: 'email must be an e-mail address in plain letters' }];
  throw new GameError('message.invalid', { details });
}

/** The mailbox behind an address, for counting: most providers deliver `a.b+game@` and `ab@` to the same one. */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  const [local = ''] = address.slice(0, at).split('+');
  return `${local.replaceAll('.', '')}${address.slice(at)}`;
}
