import { randomInt } from 'node:crypto';

/** No 0 and O, no 1, I and L: codes are read out loud and typed on phones. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** 887 million codes: too many to find a party with the few guesses allowed per minute. */
const LENGTH = 6;

/** What a player may type as a code: its letters in either case, with spaces and hyphens in between. */
export const TYPED_CODE = /^[A-Za-z0-9 -]{1,16}$/;

/** A code to share with friends, such as `7ZK4MQ`. */
export function newPartyCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}

/** The canonical form of a code, however it was typed. */
export function normalPartyCode(typed: string): string {
  return typed.toUpperCase().replace(/[ -]/g, '');
}
