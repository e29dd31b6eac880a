import type { Session } from '../../sessions/session.js';
import type { RoomMember } from './room-member.js';
import { summaryOf } from './room-summary.js';
import type { LiveRoom } from './room.js';

describe(summaryOf.name, () => {
  it('says what there is to know of a room from outside, as plain JSON data', () => {
    const [ada, guest] = [{ playerId: 'p1' } as Session, {} as Session];
    const members = new Map([
      [guest, { name: 'Guest' } as RoomMember],
      [ada, { name: 'Ada' } as RoomMember],
    ]);
    const room = {
      ...{ id: 'r1', code: 'AB23CD', typeName: 'arena', maxPlayers: 8, takenSeats: 3, isLocked: false },
      ...{ members, hostSession: ada, metadata: { map: 'canyon' }, openedAtMs: 1_000 },
      settings: { password: 'sesame', isPrivate: true },
    } as unknown as LiveRoom;
    const summary = summaryOf(room);

    expect(summary).toEqual({
      ...{ id: 'r1', code: 'AB23CD', typeName: 'arena', maxPlayers: 8, takenSeats: 3, isLocked: false },
      ...{ players: 2, playerIds: ['p1'], hostName: 'Ada', metadata: { map: 'canyon' }, openedAtMs: 1_000 },
      ...{ hasPassword: true, isPrivate: true, isUnlisted: false },
    });
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  });
});
