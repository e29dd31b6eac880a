import { EventBus } from '../events/event-bus.js';
import { SessionGroups } from './session-groups.js';
import { SessionStores } from './session-stores.js';
import { SessionClosed, SessionJoinedGroup, SessionLeftGroup } from './session.events.js';
import type { Session } from './session.js';

function fixture() {
  const events = new EventBus();
  const groups = new SessionGroups(events, new SessionStores());
  groups.onModuleInit();
  const told: string[] = [];
  events.on(SessionJoinedGroup, ({ session, group }) => told.push(`${session.id} joined ${group.id}`));
  events.on(SessionLeftGroup, ({ session, group }) => told.push(`${session.id} left ${group.id}`));
  const [ada, bob] = ['ada', 'bob'].map((id) => ({ id, isOpen: true }) as Session) as [Session, Session];
  return { events, groups, told, ada, bob };
}

describe(SessionGroups.name, () => {
  it('finds a group by kind and id, and by a member', () => {
    const { groups, ada } = fixture();
    const room = groups.open('room', '1', 'arena');
    groups.join(room, ada);

    expect(groups.find('room', '1')).toBe(room);
    expect(groups.find('party', '1')).toBeUndefined();
    expect(groups.of(ada, 'room')).toBe(room);
    expect(groups.of(ada, 'party')).toBeUndefined();
  });

  it('refuses a second group of a kind, and a taken id', () => {
    const { groups, ada } = fixture();
    groups.join(groups.open('room', '1'), ada);
    groups.join(groups.open('party', '1'), ada);

    expect(() => groups.join(groups.open('room', '2'), ada)).toThrow('second room');
    expect(() => groups.open('room', '1')).toThrow('already');
  });

  it('lets a session that ends out of all its groups, and tells', () => {
    const { events, groups, told, ada, bob } = fixture();
    const room = groups.open('room', 'r');
    const party = groups.open('party', 'p');
    for (const session of [ada, bob]) groups.join(room, session);
    groups.join(party, ada);
    party.leader = ada;
    events.emit(new SessionClosed(ada, 1000));

    expect(told).toEqual(['ada joined r', 'bob joined r', 'ada joined p', 'ada left r', 'ada left p']);
    expect([...room.sessions]).toEqual([bob]);
    expect(party.leader).toBeUndefined();
    expect(groups.of(ada, 'party')).toBeUndefined();
  });

  it('lets everybody out of a group that closes', () => {
    const { groups, told, ada, bob } = fixture();
    const room = groups.open('room', 'r');
    for (const session of [ada, bob]) groups.join(room, session);
    groups.close(room);
    groups.leave(room, ada);

    expect(told.slice(2)).toEqual(['ada left r', 'bob left r']);
    expect(groups.find('room', 'r')).toBeUndefined();
  });
});
