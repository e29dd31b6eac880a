import { randomInt } from 'node:crypto';

/** No 0 and O, no 1, I and L: a code is read out loud and typed on a phone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** 887 million codes: with a minute's handful of guesses, nobody finds a party that way. */
const LENGTH = 6;

/** What a player may type for a code: its letters in either case, with blanks and hyphens in between. */
export const TYPED_CODE = /^[A-Za-z0-9 -]{1,16}$/;

/** A code to tell friends, such as `7ZK4MQ`. */
export function newPartyCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}

/** A code as it was made, however it was typed. */
export function normalPartyCode(typed: string): string {
  return typed.toUpperCase().replace(/[ -]/g, '');
}
