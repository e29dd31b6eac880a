import { PlayerSessions } from '../../../src/core/sessions/player-sessions.js';
import { SessionSeats } from '../../../src/core/sessions/session-seats.js';
import { PresenceDirectory } from '../../../src/modules/presence/presence-directory.js';
import { type PresenceDto, PresenceType } from '../../../src/modules/presence/presence.messages.js';
import { PresenceModule } from '../../../src/modules/presence/presence.module.js';
import type { Packet } from '../../../src/testing/packet-inbox.js';
import { RestartingServer } from '../../support/restarting-server.js';
import type { ResumingClient } from '../../support/resuming-client.js';

const GONE = 1006;
const imports = [PresenceModule];

describe('followed players over a restart', () => {
  let server: RestartingServer;
  let ann: ResumingClient;
  let bob: ResumingClient;

  beforeEach(async () => {
    server = await RestartingServer.start(imports);
    ann = await player('ann');
    bob = await player('bob');
  });

  afterEach(() => server.stop());

  async function player(playerId: string): Promise<ResumingClient> {
    const client = await server.connect();
    server.app.get(PlayerSessions).signIn(server.sessionOf(client), playerId);
    return client;
  }

  /** What a client knows of a player once it was told this status, from what it has been told since it had so many packets. */
  async function told(client: ResumingClient, playerId: string, status: string, since = 0): Promise<PresenceDto> {
    const isOf = ({ type, message }: Packet): boolean =>
      type === (PresenceType.Changed as number) && message?.playerId === playerId;
    await client.waitFor(
      (packet) => client.packets.indexOf(packet) >= since && isOf(packet) && packet.message?.status === status,
      `${playerId} is ${status}`,
    );
    const changes = client.packets.slice(since).filter(isOf);
    return Object.assign({}, ...changes.map(({ message }) => message)) as PresenceDto;
  }

  it('are followed on, and what they have set is as it was', async () => {
    await bob.request(PresenceType.SetActivity, { text: 'Fishing', details: {} });
    await bob.request(PresenceType.Appear, { status: 'busy' });
    await ann.request(PresenceType.Follow, { playerIds: ['bob', 'carol'] });
    const known = ann.packets.length;
    await server.restart(imports);

    expect(await told(ann, 'bob', 'busy', known)).toMatchObject({ text: 'Fishing', roomType: 'vault' });
    await bob.request(PresenceType.Appear, { status: 'away' });
    expect(await told(ann, 'bob', 'away')).toMatchObject({ playerId: 'bob' });
  });

  it('are told to be offline when they did not come back', async () => {
    await ann.request(PresenceType.Follow, { playerIds: ['bob'] });
    const session = server.sessionOf(bob);
    await server.restart(imports, () => server.leave(bob));
    await told(ann, 'bob', 'reconnecting');
    server.app.get(SessionSeats).end(server.sessionOf({ sessionId: session.id } as ResumingClient), GONE);

    expect(await told(ann, 'bob', 'offline')).toMatchObject({ playerId: 'bob' });
  });

  it('are forgotten when their follower ends or moves away', async () => {
    await ann.request(PresenceType.Follow, { playerIds: ['bob'] });
    await bob.request(PresenceType.Follow, { playerIds: ['ann'] });
    await bob.request(PresenceType.SetActivity, { text: 'Fishing', details: {} });
    await server.restart(imports);
    server.app.get(SessionSeats).moveAway(server.sessionOf(bob));
    server.app.get(SessionSeats).end(server.sessionOf(ann), GONE);

    expect(server.kept('presence')).toBe(0);
    expect(server.app.get(PresenceDirectory).size).toBe(0);
  });
});
