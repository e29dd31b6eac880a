import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { PartyType, type PartyDto } from '../../../src/modules/parties/parties.messages.js';
import { PartiesModule } from '../../../src/modules/parties/parties.module.js';
import { PartyDirectory } from '../../../src/modules/parties/party-directory.js';
import type { Packet } from '../../../src/testing/test-client.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import { ResumingClient } from '../../support/resuming-client.js';
import { TestCluster } from '../../support/test-cluster.js';
import { Tally, TentRoom, VaultDoor, VaultRoom, VaultType } from '../vault-server/vault.js';

const NODE = {
  imports: [PartiesModule],
  providers: [Tally, VaultRoom, TentRoom, VaultDoor],
  // A busy machine may take long to move who is there.
  env: { SEAT_HOLD_MS: '30000', CHECKPOINT_INTERVAL_MS: '100', RATE_LIMIT_BURST: '1000', DRAIN_TIMEOUT_MS: '60000' },
};
const FLOAT = 'AwAAAAAAAAA=';

let cluster: TestCluster;
let here: TestApp;
let there: TestApp;
const clients: ResumingClient[] = [];
let ann: ResumingClient;
let bob: ResumingClient;
let carol: ResumingClient;

beforeAll(async () => {
  cluster = await TestCluster.start(2, NODE);
});
afterAll(() => cluster.stop());
beforeEach(async () => {
  await cluster.add(NODE);
  await cluster.look();
  // The one that dies is the last to come, so that the living know each other.
  [there, , here] = cluster.nodes as [TestApp, TestApp, TestApp];
  [ann, bob, carol] = await Promise.all([clientOf(here), clientOf(here), clientOf(there)]);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.stop();
  expect(cluster.failures).toEqual([]);
});

const partyOf = ({ message }: Packet): PartyDto => message?.party as PartyDto;
const namesIn = (party: PartyDto): string[] => party.members.map(({ name }) => name);
const atHome = (node: TestApp, client: ResumingClient): boolean =>
  node.app.get(SessionRegistry).find(client.sessionId) !== undefined;
const homesOf = ({ code }: PartyDto): TestApp[] =>
  cluster.nodes.filter(({ app }) => app.get(PartyDirectory).find(code) !== undefined);
const told = (client: ResumingClient): Promise<Packet> =>
  client.waitFor(({ type, ref }) => type === (PartyType.Joined as number) && ref === undefined, 'the party');

/** A client of this node; once that is dead, of the others in turn. */
async function clientOf(node: TestApp): Promise<ResumingClient> {
  let turn = clients.length;
  const urlOf = (): string => (cluster.nodes.includes(node) ? node : cluster.nodes[turn++ % 2])?.url ?? '';
  const client = await ResumingClient.connect(urlOf);
  clients.push(client);
  return client;
}

/** A party of Ann, who leads, Bob and Carol; saved as it is then. */
async function threesome(): Promise<PartyDto> {
  const { code } = partyOf(await ann.request(PartyType.Create, { name: 'Ann', isOpen: true }));
  await bob.request(PartyType.Join, { code, name: 'Bob' });
  await carol.request(PartyType.Join, { code, name: 'Carol' });
  await bob.request(PartyType.SetReady, { isReady: true });
  await ann.request(PartyType.SetData, { data: { map: FLOAT } });
  return partyOf(await carol.request(PartyType.Current));
}

/** Until it was saved once more. */
async function saved({ code }: PartyDto): Promise<void> {
  const bytes = (): Uint8Array | undefined => cluster.store.records.load({ kind: 'party', id: code });
  const before = bytes();
  while (bytes() === before) await delay(10);
}

async function killHere(...ofHere: ResumingClient[]): Promise<void> {
  await cluster.kill(here);
  for (const client of ofHere) client.cut();
}

describe('a party whose node dies', () => {
  it('is the same at another, with its leader, members and data, wherever they come back; they are told', async () => {
    const before = await threesome();
    await saved(before);
    expect(homesOf(before)).toEqual([here]);

    await killHere(ann, bob);

    for (const client of [ann, bob, carol]) expect(partyOf(await told(client)).id).toBe(before.id);
    expect(partyOf(await carol.request(PartyType.Current))).toEqual(before);
    expect([ann, bob, carol].map(({ returns }) => returns)).toEqual([[false], [false], [false]]);
    // It has one node and one record.
    expect(homesOf(before)).toHaveLength(1);
    await ann.request(PartyType.Promote, { memberId: bob.sessionId });
    const late = await clientOf(there);
    const joined = partyOf(await late.request(PartyType.Join, { code: before.code, name: 'Dave' }));
    expect(namesIn(joined)).toEqual(['Ann', 'Bob', 'Carol', 'Dave']);
    expect(joined.leaderId).toBe(bob.sessionId);
  });

  it.each([
    ['leader', 'vault', 0],
    ['member', 'vault', 1],
    ['leader', 'tent', 0],
  ])(
    'is whole when its %s has played in a room of type %s: with the room if that was saved, or without',
    async (_, type, player) => {
      const before = await threesome();
      const { message } = await (player === 0 ? ann : bob).request(VaultType.Open, { type });
      const roomId = String(message?.roomId);
      await saved(before);
      while (type === 'vault' && cluster.store.records.load({ kind: 'room', id: roomId }) === undefined)
        await delay(10);
      cluster.takesAll = true;

      await killHere(ann, bob);

      for (const client of [ann, bob, carol]) await client.returned(1, 20_000);
      // Who moves to the leader's node is missing for a moment.
      while (!isDeepStrictEqual(partyOf(await carol.request(PartyType.Current)), before)) await delay(10);
      const home = cluster.nodes.find((node) => atHome(node, carol));
      expect([ann, bob].map((client) => home !== undefined && atHome(home, client))).toEqual([true, true]);
      const left = await carol.request(RoomMessageType.Join, { roomId });
      expect(left.type).toBe(type === 'vault' ? RoomMessageType.Joined : 2);
    },
  );

  it('waits for a store that is away just then, and is not lost with one that forgot', async () => {
    const before = await threesome();
    await saved(before);
    await cluster.forget();
    cluster.isStoreAway = true;
    await ann.request(PartyType.SetReady, { isReady: true });
    await delay(600);
    cluster.isStoreAway = false;
    await saved(before);

    await killHere(ann, bob);

    const { members } = partyOf(await told(carol));
    expect(members.map(({ isReady }) => isReady)).toEqual([true, true, false]);
  });
});

describe('a party whose node stops', () => {
  it('goes to one node, under the same leader, whose record it is', async () => {
    const before = await threesome();
    // So that there is a choice for each.
    const more = await Promise.all([cluster.add(NODE), cluster.add(NODE)]);
    await here.stop();
    cluster.left(here);

    await Promise.all([ann, bob, carol].map((client) => told(client)));
    while (!isDeepStrictEqual(partyOf(await carol.request(PartyType.Current)), before)) await delay(10);
    expect(homesOf(before)).toHaveLength(1);
    const late = await clientOf(there);
    expect(partyOf(await late.request(PartyType.Join, { code: before.code, name: 'Dave' })).leaderId).toBe(
      ann.sessionId,
    );
    for (const node of more) {
      await node.stop();
      cluster.left(node);
    }
  });
});
