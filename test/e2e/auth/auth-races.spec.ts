import { jest } from '@jest/globals';
import { PlayerSessions } from '../../../src/core/sessions/player-sessions.js';
import { AccountsRepository } from '../../../src/modules/auth/accounts/accounts.repository.js';
import { AccountsService } from '../../../src/modules/auth/accounts/accounts.service.js';
import { AuditRepository } from '../../../src/modules/auth/accounts/audit.repository.js';
import { AuthModule } from '../../../src/modules/auth/auth.module.js';
import { TicketStore } from '../../../src/modules/auth/tokens/ticket-store.js';
import { TokensRepository } from '../../../src/modules/auth/tokens/tokens.repository.js';
import { Auth, newDeviceId, newEmailPlayer, newPlayer, refusal, signedIn } from './auth-client.js';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';
import { LogRecorder } from '../log-recorder.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

const HELLO = 0;
const PASSWORD = 'correct horse battery';

/** Whatever is found out about a player before an await may have changed after it. */
describe('what happens while somebody signs in', () => {
  const logs = new LogRecorder();
  let server: TestApp;
  let accounts: AccountsService;

  beforeAll(async () => {
    const env = {
      DATA_DIR: await dataFolder(),
      AUTH_REQUIRED: 'true',
      SESSIONS_PER_PLAYER: 'many',
      TRUSTED_PROXIES: '1',
    };
    server = await TestApp.start({ imports: [AuthModule], env, logger: logs });
    accounts = server.app.get(AccountsService);
  });

  afterAll(() => server.stop());
  afterEach(() => server.disconnectAll());
  afterEach(() => jest.restoreAllMocks());

  /** Lets something happen once, after a step of a sign-in and before anybody hears of its result. */
  function after(target: object, method: string, happens: () => Promise<unknown>): void {
    const methods = target as Record<string, (...args: unknown[]) => Promise<unknown>>;
    const original = methods[method];
    const spy = jest.spyOn(methods, method).mockImplementation(async (...args) => {
      spy.mockRestore();
      const result = await original?.apply(target, args);
      await happens();
      return result;
    });
  }

  const find = <T extends object>(type: abstract new (...args: never[]) => T): T =>
    server.app.get<T>(type, { strict: false });
  const sessionsOf = (playerId: string) => server.app.get(PlayerSessions).of(playerId).size;

  /** A client of another address: those of one are served in turn. */
  const elsewhere = () => server.connect({ socket: { headers: { 'x-forwarded-for': '203.0.113.7' } } });

  type Way = (client: TestClient, player: Awaited<ReturnType<typeof newPlayer>>) => Promise<Packet>;
  const byDevice: Way = (client, { deviceId }) => client.request(Auth.device, { deviceId });
  const byRefresh: Way = (client, { me }) => client.request(Auth.refresh, { refreshToken: me.refreshToken });

  it.each<[string, Way, () => readonly [object, string]]>([
    ['the account was found', byDevice, () => [find(AccountsRepository), 'findByIdentity']],
    ['it was noted', byDevice, () => [find(AuditRepository), 'note']],
    ['its tokens were made', byDevice, () => [find(TokensRepository), 'begin']],
    ['its tokens were renewed', byRefresh, () => [find(TokensRepository), 'rotate']],
  ])('a ban after %s keeps the player out', async (_name, way, step) => {
    const player = await newPlayer(server);
    const client = await server.connect();
    const [target, method] = step();
    after(target, method, () => accounts.ban(player.me.playerId));

    expect(await way(client, player)).toMatchObject(refusal('auth.banned'));
    expect(sessionsOf(player.me.playerId)).toBe(0);
    expect(await client.request(Auth.read)).toMatchObject(refusal('auth.required'));
  });

  it.each<[string, Way, () => readonly [object, string]]>([
    ['the account was found', byDevice, () => [find(AccountsRepository), 'findByIdentity']],
    ['its tokens were made', byDevice, () => [find(TokensRepository), 'begin']],
    ['its tokens were renewed', byRefresh, () => [find(TokensRepository), 'rotate']],
  ])('an erasure after %s keeps the player out', async (_name, way, step) => {
    const player = await newPlayer(server);
    const client = await server.connect();
    const [target, method] = step();
    after(target, method, () => accounts.erase(player.me.playerId));

    expect((await way(client, player)).message?.code).toMatch(/^auth\.(refused|erased)$|^player\.erased$/);
    expect(sessionsOf(player.me.playerId)).toBe(0);
  });

  it('signing out everywhere voids tokens that are being given out, and tickets', async () => {
    const player = await newPlayer(server);
    const { playerId } = player.me;
    const client = await server.connect();
    after(find(TokensRepository), 'begin', () => accounts.signOutEverywhere(playerId));
    const ticket = await find(TicketStore).issue(playerId);

    expect(await byDevice(client, player)).toMatchObject(refusal('auth.refused'));
    await expect(server.connect({ path: `/?ticket=${ticket}` })).rejects.toThrow('401');
    expect(sessionsOf(playerId)).toBe(0);
  });

  it('a new password keeps out who has shown the old one', async () => {
    const email = 'ann@example.com';
    const { client, answer } = await newEmailPlayer(server, logs.lines, email, PASSWORD);
    const { playerId } = signedIn(answer);
    const thief = await elsewhere();
    const change = { password: PASSWORD, newPassword: 'another password' };
    after(find(AccountsRepository), 'findByIdentity', () => client.request(Auth.changePassword, change));

    expect(await thief.request(Auth.signIn, { email, password: PASSWORD })).toMatchObject(refusal('auth.refused'));
    expect(sessionsOf(playerId)).toBe(1);
  });

  it('an unlinked device does not get in', async () => {
    const player = await newPlayer(server);
    const linked = await player.client.request(Auth.linkDevice, { deviceId: newDeviceId() });
    const [first] = linked.message!.identities as { id: string }[];
    const client = await elsewhere();
    after(find(AccountsRepository), 'findByIdentity', () =>
      player.client.request(Auth.unlink, { identityId: first?.id }),
    );

    expect(await byDevice(client, player)).toMatchObject(refusal('auth.refused'));
  });

  it('a session that was thrown out links nothing', async () => {
    const player = await newPlayer(server);
    const deviceId = newDeviceId();
    const repository = find(AccountsRepository);
    const add = repository.addIdentity.bind(repository);
    jest.spyOn(repository, 'addIdentity').mockImplementation(async (...args) => {
      await accounts.signOutEverywhere(player.me.playerId);
      return add(...args);
    });

    player.client.send(Auth.linkDevice, { deviceId });
    expect(await player.client.closed).toEqual({ code: 4501, reason: 'auth.signed_out' });
    const other = await server.connect();
    expect(signedIn(await other.request(Auth.device, { deviceId }))).toMatchObject({ isNew: true });
  });

  it('a banned client that goes on is not heard', async () => {
    const { client, deviceId, me } = await newPlayer(server);
    const read = jest.spyOn(find(AccountsRepository), 'identitiesOf');
    await accounts.ban(me.playerId);
    // Its socket is open on this side until it answers the close.
    client.send(Auth.linkDevice, { deviceId: newDeviceId() });
    client.send(Auth.read);
    expect(await client.closed).toEqual({ code: 4501, reason: 'auth.banned' });

    expect(read).not.toHaveBeenCalled();
    expect(await (await server.connect()).request(Auth.device, { deviceId })).toMatchObject(refusal('auth.banned'));
  });

  it('a ban and its end, at once, leave what was asked for last', async () => {
    for (let round = 0; round < 5; round++) {
      const { me } = await newPlayer(server);
      await Promise.all([accounts.ban(me.playerId), accounts.unban(me.playerId)]);
      expect(await (await server.connect()).request(HELLO, { token: me.accessToken })).toMatchObject({ type: 1 });
      await Promise.all([accounts.unban(me.playerId), accounts.ban(me.playerId)]);
      expect(await (await server.connect()).request(HELLO, { token: me.accessToken })).toMatchObject(
        refusal('auth.banned'),
      );
    }
  });
});
