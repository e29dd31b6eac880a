import { SessionSeats } from '../../../src/core/sessions/session-seats.js';
import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import { type ChatMemberDto, ChatType } from '../../../src/modules/chat/chat.messages.js';
import { StorageModule } from '../../../src/core/storage/storage.module.js';
import type { Packet } from '../../../src/testing/packet-inbox.js';
import { RestartingServer } from '../../support/restarting-server.js';
import type { ResumingClient } from '../../support/resuming-client.js';

const GONE = 1006;

const heard = (client: ResumingClient, type: ChatType, channel: string): Packet[] =>
  client.packets.filter((packet) => packet.type === (type as number) && packet.message?.channel === channel);

async function membersOf(client: ResumingClient, channel: string): Promise<string[]> {
  const { message } = await client.request(ChatType.Members, { channel });
  return (message!.members as ChatMemberDto[]).map(({ name }) => name);
}

describe.each([
  ['in memory', [ChatModule]],
  ['in the database', [StorageModule, ChatModule.forRoot({ isStored: true })]],
])('channels that are kept %s, over a restart', (_where, imports) => {
  let server: RestartingServer;
  let ann: ResumingClient;
  let bob: ResumingClient;

  beforeEach(async () => {
    server = await RestartingServer.start(imports);
    [ann, bob] = [await server.connect(), await server.connect()];
    for (const [client, name] of [
      [bob, 'Bob'],
      [ann, 'Ann'],
    ] as const) {
      for (const channel of ['trade', 'help']) await client.request(ChatType.Join, { channel, name });
    }
  });

  afterEach(() => server.stop());

  it('have their members, who can speak at once, and nobody sees anybody leave or join', async () => {
    const joined = heard(bob, ChatType.MemberJoined, 'trade').length;
    await server.restart(imports);
    const said = await ann.request(ChatType.Say, { channel: 'trade', text: 'Still here' });
    await bob.waitFor(
      ({ type, message }) => type === (ChatType.Received as number) && message?.channel === 'trade',
      'a line',
    );

    expect(said.type).toBe(ChatType.Said);
    expect((await membersOf(ann, 'trade')).sort()).toEqual(['Ann', 'Bob']);
    expect((await membersOf(bob, 'help')).sort()).toEqual(['Ann', 'Bob']);
    expect(heard(bob, ChatType.MemberJoined, 'trade')).toHaveLength(joined);
    expect(heard(bob, ChatType.MemberLeft, 'trade')).toEqual([]);
    await ann.request(ChatType.Leave, { channel: 'trade' });
    expect(await membersOf(bob, 'trade')).toEqual(['Bob']);
  });

  it('keep nothing of members whose session ends after that, or moves away', async () => {
    await server.restart(imports);
    expect(server.kept('chat')).toBeGreaterThan(0);
    server.app.get(SessionSeats).moveAway(server.sessionOf(ann));
    expect(await membersOf(bob, 'trade')).toEqual(['Bob']);
    server.app.get(SessionSeats).end(server.sessionOf(bob), GONE);

    expect(server.kept('chat')).toBe(0);
  });
});
