import { domainToASCII } from 'node:url';

/** One form for all ways to write an address, so that it has one account: lower case, composed, the domain in ASCII. */
export function normalEmail(address: string): string {
  const text = address.normalize('NFKC').toLowerCase();
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  return `${text.slice(0, at)}@${domainToASCII(domain) || domain}`;
}
