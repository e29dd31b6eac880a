import { SessionStores } from '../../../core/sessions/session-stores.js';
import type { Session } from '../../../core/sessions/session.js';
import { ChosenNames } from './chat-names.js';
import type { WordFilter } from './word-filter.js';

const filter = { clean: (text: string) => text.replace('darn', '****') } as unknown as WordFilter;

describe(ChosenNames.name, () => {
  it('takes the chosen name, else what the room calls the session, else none', () => {
    const names = new ChosenNames(filter, new SessionStores());
    const session = { isOpen: true } as Session;

    expect(names.of(session)).toBe('Player');
    expect(names.of(session, 'Ann darn')).toBe('Ann ****');
    names.choose(session, 'Bob');
    expect(names.of(session, 'Ann')).toBe('Bob');
  });
});
