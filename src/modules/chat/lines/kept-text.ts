/** What PostgreSQL's text cannot hold: U+0000 and halves of surrogate pairs. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** A player's text as the database can keep it: with U+FFFD in place of what it cannot. */
export function keptText(text: string): string {
  return text.replace(UNSTORABLE, '\ufffd');
}
