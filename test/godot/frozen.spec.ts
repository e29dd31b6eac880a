import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { ChatType } from '../../src/modules/chat/chat.messages.js';
import { startServer } from '../support/server.js';
import { TestClient } from '../../src/testing/test-client.js';
import { ChatPlayer } from './chat-player.js';
import { describeWithParts, findEngine } from './engines.js';

const FROZEN_S = 60;

const parts = { 'Godot 4': findEngine('godot4'), 'Godot 3.6': findEngine('godot36') };

describeWithParts(`A player who freezes for ${FROZEN_S} s`, parts, (engines) => {
  it('is cut off without harm to the others, and comes back by itself', async () => {
    const server = await startServer();
    const { url } = server;
    const bea = await ChatPlayer.join(engines['Godot 4'], { url, name: 'Bea' });
    const frozen = [
      await ChatPlayer.join(engines['Godot 4'], { url, name: 'Four' }),
      await ChatPlayer.join(engines['Godot 3.6'], { url, name: 'Three' }),
    ];
    const frozenSessions = await Promise.all(frozen.map((player) => sessionOf(player)));
    const talker = await joinTalker(url);

    for (const { godot } of frozen) godot.freeze();
    for (let second = 0; second < FROZEN_S; second += 1) {
      await talker.say(`line ${second}`);
      await delay(1000);
    }
    for (const { name } of frozen) await bea.sees(new RegExp(`^member_left name=${name}$`));
    // Their sockets are still open on their side, so only the server can have ended these.
    const cut = server.logs.filter(({ msg }) => msg === 'Client disconnected');
    expect(cut.map(({ sessionId }) => sessionId).sort()).toEqual(frozenSessions.sort());

    const beaMark = bea.mark;
    const marks = frozen.map(({ mark }) => mark);
    for (const { godot } of frozen) godot.thaw();
    for (const [index, player] of frozen.entries()) {
      await player.sees(/^connection_lost will_retry=true$/, marks[index]);
      await player.sees(/^joined channel=lobby members=\d history=60$/, marks[index]);
      await bea.sees(new RegExp(`^member_joined name=${player.name}$`), beaMark);
    }

    await talker.say('welcome back');
    for (const player of [...frozen, bea]) await player.hears('Tom', 'welcome back');
    expect(bea.heard).toEqual(talker.said.map((text) => `Tom: ${text}`));
    expect(bea.godot.lines).not.toContainEqual(expect.stringMatching(/^connection_lost /));

    talker.leave();
    await Promise.all([...frozen, bea].map(({ godot }) => godot.kill()));
    await server.stop();
  });
});

async function sessionOf(player: ChatPlayer): Promise<string | undefined> {
  const [, sessionId] = await player.sees(/^connected session=(\S+)$/);
  return sessionId;
}

/** Someone who says what the test wants, when it wants it. */
async function joinTalker(url: string) {
  const client = await TestClient.connect(url);
  await client.request(ChatType.Join, { channel: 'lobby', name: 'Tom' });
  const said: string[] = [];
  return {
    said,
    say: async (text: string) => {
      const answer = await client.request(ChatType.Say, { channel: 'lobby', text });
      expect(answer.type).toBe(ChatType.Said);
      said.push(text);
    },
    leave: () => client.close(),
  };
}
