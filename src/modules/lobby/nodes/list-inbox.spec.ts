import type { RoomSummary } from '../../../core/rooms/api/room-summary.js';
import type { LobbyRooms } from '../lobby-rooms.js';
import { ListInbox } from './list-inbox.js';
import { ListOutbox, type ListUpdate } from './list-outbox.js';

interface Listed {
  nodeId: string | undefined;
  players: number;
  leave: () => void;
}

/** One node that tells another, which lists what it is told. */
class Exchange {
  readonly own = new Map<string, number>();
  readonly listed = new Map<string, Listed>();
  readonly passing: string[] = [];
  readonly outbox = new ListOutbox([]);
  private readonly rooms = {
    find: (id: string) => this.listed.get(id),
    learn: (nodeId: string, { id, players }: RoomSummary) => {
      const listed: Listed = { nodeId, players, leave: () => (listed.nodeId = undefined) };
      this.listed.set(id, listed);
    },
    forget: (listed: Listed) => {
      for (const [id, other] of this.listed) if (other === listed) this.listed.delete(id);
    },
  } as unknown as LobbyRooms;
  readonly inbox = new ListInbox('node-0', this.rooms, (id) => this.passing.push(id));

  open(id: string, players = 0): void {
    this.own.set(id, players);
    this.outbox.note(id, 'changed');
  }

  end(id: string, turn: 'ended' | 'moved' = 'ended'): void {
    this.own.delete(id);
    this.outbox.note(id, turn);
  }

  next(): ListUpdate {
    return this.outbox.next((id) => {
      const players = this.own.get(id);
      return players === undefined ? undefined : ({ id, players } as RoomSummary);
    });
  }

  /** Tells until everything is told. */
  tell(): void {
    for (let isLast = false; !isLast;) {
      const update = this.next();
      ({ isLast } = update);
      if (this.inbox.take(update)) continue;
      this.outbox.startOver(this.own.keys());
      isLast = false;
    }
  }

  heard(): Record<string, number> {
    return Object.fromEntries([...this.listed].map(([id, { players }]) => [id, players]));
  }
}

describe(ListInbox.name, () => {
  it('hears of new rooms, what has changed about them, and their end', () => {
    const exchange = new Exchange();
    exchange.open('a');
    exchange.open('b', 1);
    exchange.tell();
    exchange.open('a', 2);
    exchange.open('a', 3);
    exchange.end('b');

    expect(exchange.next()).toMatchObject({ rooms: [{ id: 'a', players: 3 }], ended: ['b'] });
    exchange.outbox.startOver(exchange.own.keys());
    exchange.tell();
    expect(exchange.heard()).toEqual({ a: 3 });
  });

  it('asks for the whole after a lost update, and drops what is gone with it', () => {
    const exchange = new Exchange();
    exchange.open('a');
    exchange.open('b');
    exchange.tell();
    exchange.end('a');
    exchange.next();
    exchange.open('c');

    expect(exchange.inbox.take(exchange.next())).toBe(false);
    expect(exchange.heard()).toEqual({ a: 0, b: 0 });
    exchange.outbox.startOver(exchange.own.keys());
    exchange.tell();
    expect(exchange.heard()).toEqual({ b: 0, c: 0 });
  });

  it('ignores an update that comes late', () => {
    const exchange = new Exchange();
    exchange.open('a', 1);
    const late = exchange.next();
    exchange.open('a', 2);
    exchange.outbox.startOver(exchange.own.keys());
    exchange.tell();

    expect(exchange.inbox.take(late)).toBe(false);
    expect(exchange.heard()).toEqual({ a: 2 });
  });

  it('keeps the list while it is told anew, in parts', () => {
    const exchange = new Exchange();
    for (let count = 0; count < 1_200; count++) exchange.open(String(count));
    exchange.tell();
    exchange.own.delete('1199');
    exchange.outbox.startOver(exchange.own.keys());

    exchange.inbox.take(exchange.next());
    expect(exchange.listed.size).toBe(1_200);
    exchange.tell();
    expect(exchange.listed.size).toBe(1_199);
  });

  it('keeps a room that moves, and leaves it to the node that says it has it', () => {
    const exchange = new Exchange();
    exchange.open('a');
    exchange.open('b');
    exchange.tell();
    const listed = exchange.listed.get('b');
    if (listed !== undefined) listed.nodeId = 'node-2';
    for (const id of ['a', 'b']) exchange.end(id, 'moved');
    exchange.tell();

    expect(exchange.heard()).toEqual({ a: 0, b: 0 });
    expect(exchange.listed.get('b')?.nodeId).toBe('node-2');
    expect(exchange.passing).toEqual(['a']);
    exchange.inbox.close();
    expect(exchange.heard()).toEqual({ a: 0, b: 0 });
  });

  it('drops all rooms of a node that is gone', () => {
    const exchange = new Exchange();
    for (const id of ['a', 'b', 'c']) exchange.open(id);
    exchange.tell();

    exchange.inbox.close();

    expect(exchange.heard()).toEqual({});
  });
});
