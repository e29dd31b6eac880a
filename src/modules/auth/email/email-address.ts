import { domainToASCII } from 'node:url';
import { GameError } from '../../../protocol/game-error.js';

/** RFC 5321's dot-string, without the signs that old mail servers took for routes: "%", "!", "|". */
const LOCAL_PART = /^[a-z0-9_+&'=~#$*/?^{}-]+(\.[a-z0-9_+&'=~#$*/?^{}-]+)*$/;
/** Letters of any script, digits, "-" and dots; nothing that only looks like one of them. */
const WRITTEN_DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;

/**
 * The one form of an e-mail address: lower case, the domain in ASCII, so that it has one account and one limit however it
 * is written. Undefined for what is not exactly one address in plain signs: what only becomes an address, or several,
 * when it is normalised (full-width signs and the like) is none.
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

/** The mailbox behind an address, for counting: most providers put `a.b+game@` and `ab@` into one. */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  const [local = ''] = address.slice(0, at).split('+');
  return `${local.replaceAll('.', '')}${address.slice(at)}`;
}
