import { GameError } from '../../protocol/game-error.js';
import { ErrorBook } from './error-book.js';

const thrownHere = (text: string): Error => new TypeError(text);
const thrownThere = (text: string): Error => new TypeError(text);

describe(ErrorBook.name, () => {
  it('groups errors by code and by where they were thrown, with an example', () => {
    const book = new ErrorBook();
    for (let i = 0; i < 3; i++) book.note('Router', 'It failed.', { err: thrownHere(`number ${i}`), message: 'Say' });
    book.note('Router', '', { err: thrownThere('other') });
    book.note('Router', 'It failed.', { err: thrownHere('number 3') });

    expect(book.all.map(({ code, count, text, message }) => ({ code, count, text, message }))).toEqual([
      { code: 'TypeError', count: 1, text: 'other', message: undefined },
      { code: 'TypeError', count: 4, text: 'It failed. number 0', message: 'Say' },
    ]);
    const [, kind] = book.all;
    expect(kind?.frame).toContain('thrownHere');
    expect(kind?.stack).toContain('TypeError: number 0');
    expect(kind?.lastMs).toBeGreaterThanOrEqual(kind?.firstMs ?? Infinity);
  });

  it('looks behind what only wraps an error', () => {
    const book = new ErrorBook();
    book.note('Router', '', { err: new GameError('server.internal', { cause: thrownHere('inside') }) });
    expect(book.all).toMatchObject([{ code: 'TypeError', text: 'inside' }]);
  });

  it('takes lines without an error, and what is no error', () => {
    const book = new ErrorBook();
    book.note('Mail', 'Too many mails.', {});
    book.note(undefined, 'Odd.', { err: 'a text' });
    expect(book.all).toMatchObject([
      { code: 'Too many mails.', frame: 'Mail' },
      { code: 'Odd.', frame: '' },
    ]);
  });

  it('keeps 200 kinds and forgets the one that was not seen for longest', () => {
    const book = new ErrorBook();
    for (let i = 0; i < 200; i++) book.note('X', `kind ${i}`, {});
    book.note('X', 'kind 0', {});
    book.note('X', 'one more', {});
    const codes = book.all.map(({ code }) => code);
    expect([codes.length, codes.includes('kind 0'), codes.includes('kind 1')]).toEqual([200, true, false]);
  });
});
