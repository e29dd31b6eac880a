import fc from 'fast-check';
import type { SessionGroup } from '../../core/sessions/session-group.js';
import type { Session } from '../../core/sessions/session.js';
import {
  changeBetween,
  joinParts,
  NO_WISHES,
  partOf,
  type PresencePart,
  presenceOf,
  type PresenceWishes,
} from './player-presence.js';
import { PresenceChoice, type PresenceDto, PresenceStatus } from './presence.messages.js';

const HERE = { isOpen: true, isConnected: true } as Session;
const AWAY = { isOpen: true, isConnected: false } as Session;
const ENDED = { isOpen: false, isConnected: false } as Session;
const ROOM = { label: 'arena', id: 'r1' } as SessionGroup;

function seen(sessions: readonly Session[], wishes: Partial<PresenceWishes> = {}, inRoom?: Session): PresenceDto {
  const part = partOf({ ...NO_WISHES, ...wishes }, sessions, (session) => (session === inRoom ? ROOM : undefined));
  return presenceOf('ann', undefined, part);
}

describe(presenceOf.name, () => {
  it.each([
    ['nobody', [], PresenceStatus.Offline],
    ['one that ended', [ENDED], PresenceStatus.Offline],
    ['one whose line dropped', [AWAY, ENDED], PresenceStatus.Reconnecting],
    ['one here and one away', [AWAY, HERE], PresenceStatus.Online],
  ])('makes of %s the right status', (_name, sessions, status) => {
    expect(seen(sessions).status).toBe(status);
  });

  it.each([
    [PresenceChoice.Away, PresenceStatus.Away],
    [PresenceChoice.Busy, PresenceStatus.Busy],
    [PresenceChoice.Invisible, PresenceStatus.Offline],
  ])('shows the choice %s as %s', (choice, status) => {
    expect(seen([HERE], { choice }).status).toBe(status);
  });

  it('takes the room of any session, while that is there and the player shows it', () => {
    expect(seen([HERE, AWAY], {}, AWAY)).toMatchObject({ roomType: 'arena', roomId: 'r1' });
    expect(seen([HERE, ENDED], {}, ENDED)).toMatchObject({ roomType: '', roomId: '' });
    expect(seen([HERE], { showsRoom: false }, HERE)).toMatchObject({ roomType: '', roomId: '' });
  });

  it('gives nothing away of the invisible, not even by the shape', () => {
    const wishes = { choice: PresenceChoice.Invisible, text: 'Hiding', details: { mode: 'ctf' } };
    expect(seen([HERE], wishes, HERE)).toEqual(seen([]));
  });
});

describe(joinParts.name, () => {
  const part = (isConnected: boolean, setAtMs?: number, label?: string): PresencePart => ({
    isConnected,
    wishes: { ...NO_WISHES, text: String(setAtMs), ...(setAtMs !== undefined && { setAtMs }) },
    ...(label !== undefined && { room: { label, id: 'r' } }),
  });

  it('takes the best of the connections, the latest of the wishes, and the first of the rooms', () => {
    expect(joinParts([])).toBeUndefined();
    expect(joinParts([part(false, 5), part(true, 9), part(false, 7, 'arena'), part(false)])).toEqual({
      ...part(true, 9, 'arena'),
    });
  });
});

describe(changeBetween.name, () => {
  const presence: fc.Arbitrary<PresenceDto> = fc.record({
    playerId: fc.constant('ann'),
    status: fc.constantFrom(...Object.values(PresenceStatus)),
    text: fc.constantFrom('', 'a', 'b'),
    details: fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2')),
    roomType: fc.constantFrom('', 'arena'),
    roomId: fc.constantFrom('', 'r1', 'r2'),
  });

  it('is what makes the one into the other, and nothing where they are the same', () => {
    fc.assert(
      fc.property(presence, presence, (before, after) => {
        const change = changeBetween(before, after);
        expect(Object.assign({}, before, change)).toEqual(after);
        expect(changeBetween(after, structuredClone(after))).toBeUndefined();
      }),
    );
  });
});
