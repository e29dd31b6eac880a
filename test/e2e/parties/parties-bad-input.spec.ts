import { PartiesModule } from '../../../src/modules/parties/parties.module.js';
import { PartyType } from '../../../src/modules/parties/parties.messages.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { TestClient } from '../../../src/testing/test-client.js';

describe('bad messages to parties', () => {
  let server: TestApp;
  let ann: TestClient;

  beforeAll(async () => {
    server = await TestApp.start({ imports: [PartiesModule] });
    ann = await server.connect();
  });

  afterAll(() => server.stop());

  it.each([
    [PartyType.Create, {}, 'name'],
    [PartyType.Create, { name: '' }, 'name'],
    [PartyType.Create, { name: 'x'.repeat(25) }, 'name'],
    [PartyType.Create, { name: 7 }, 'name'],
    [PartyType.Create, { name: 'A', maxMembers: 1 }, 'maxMembers'],
    [PartyType.Create, { name: 'A', maxMembers: 17 }, 'maxMembers'],
    [PartyType.Create, { name: 'A', maxMembers: 2.5 }, 'maxMembers'],
    [PartyType.Create, { name: 'A', isOpen: 'yes' }, 'isOpen'],
    [PartyType.Join, { name: 'A' }, 'code'],
    [PartyType.Join, { name: 'A', code: '' }, 'code'],
    [PartyType.Join, { name: 'A', code: 'ÄÖÜ' }, 'code'],
    [PartyType.Join, { name: 'A', code: 'x'.repeat(17) }, 'code'],
    [PartyType.Join, { name: 'A', code: ['222222'] }, 'code'],
    [PartyType.Kick, { memberId: 1 }, 'memberId'],
    [PartyType.Kick, { memberId: 'x'.repeat(65) }, 'memberId'],
    [PartyType.Promote, {}, 'memberId'],
    [PartyType.Configure, { isOpen: true }, 'maxMembers'],
    [PartyType.SetReady, { isReady: 1 }, 'isReady'],
    [PartyType.SetData, {}, 'data'],
    [PartyType.SetMyData, { data: [] }, 'data'],
    [PartyType.InvitePlayer, { playerId: '' }, 'playerId'],
    [PartyType.InvitePlayer, { playerId: 'a\u0000' }, 'playerId'],
    [PartyType.InviteSession, { sessionId: 'a b' }, 'sessionId'],
    [PartyType.Accept, { invitationId: 'a' }, 'name'],
    [PartyType.Decline, { invitationId: '' }, 'invitationId'],
    [PartyType.Withdraw, {}, 'invitationId'],
  ])('refuses the message %i %j because of %s', async (type, message, field) => {
    expect(await ann.request(type, message)).toMatchObject({
      type: 2,
      message: {
        code: 'message.invalid',
        details: expect.arrayContaining([expect.objectContaining({ field })]) as unknown,
      },
    });
  });
});
