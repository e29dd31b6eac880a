import { startServer } from '../support/server.js';
import { ChatPlayer } from './chat-player.js';
import { describeWithParts, findEngine } from './engines.js';

const parts = { 'Godot 4': findEngine('godot4'), 'Godot 3.6': findEngine('godot36') };

describeWithParts('The chat demo', parts, (engines) => {
  it('lets two Godot 4 players and a Godot 3 player talk, and shows who is there', async () => {
    const { url, stop } = await room();
    const ada = await ChatPlayer.join(engines['Godot 4'], { url, name: 'Ada' });
    const bram = await ChatPlayer.join(engines['Godot 3.6'], { url, name: 'Bram', say: ['hello from three'] });
    await ada.hears('Bram', 'hello from three');
    const cleo = await ChatPlayer.join(engines['Godot 4'], { url, name: 'Cleo', say: ['grüße', '東京'] });

    for (const player of [ada, bram, cleo]) {
      await player.sees(/^greeting hello, client!$/);
      await player.hears('Cleo', 'grüße');
      await player.hears('Cleo', '東京');
    }
    const ids = await Promise.all([ada, bram, cleo].map((player) => player.sees(/^signed in as (\S+)$/)));
    expect(new Set(ids.map(([, id]) => id)).size).toBe(3);
    expect(ada.heard).toEqual(['Bram: hello from three', 'Cleo: grüße', 'Cleo: 東京']);
    expect(bram.heard).toEqual(ada.heard);

    await ada.sees(/^joined channel=lobby members=1 history=0$/);
    await bram.sees(/^joined channel=lobby members=2 history=0$/);
    await cleo.sees(/^joined channel=lobby members=3 history=1$/);
    await ada.sees(/^member_joined name=Bram$/);
    await ada.sees(/^member_joined name=Cleo$/);
    await bram.sees(/^member_joined name=Cleo$/);

    await stop();
  });

  it.each(['Godot 4', 'Godot 3.6'] as const)('tells the others when a %s player quits or crashes', async (leaving) => {
    const { server, url, stop } = await room();
    const ada = await ChatPlayer.join(engines['Godot 4'], { url, name: 'Ada' });
    const bram = await ChatPlayer.join(engines['Godot 3.6'], { url, name: 'Bram' });

    const quitter = await ChatPlayer.join(engines[leaving], { url, name: 'Quitter', quitAfterS: 1 });
    await quitter.sees(/^quit$/);
    const { code } = await quitter.godot.ended;
    expect(code).toBe(0);
    const crasher = await ChatPlayer.join(engines[leaving], { url, name: 'Crasher' });
    await crasher.godot.kill();

    for (const player of [ada, bram]) {
      await player.sees(/^member_left name=Quitter$/);
      await player.sees(/^member_left name=Crasher$/);
    }
    expect(server.logs.filter(({ level = 0 }) => level >= 50)).toEqual([]);

    await stop();
  });
});

async function room() {
  // Whoever crashes leaves when its seat is no longer held.
  const server = await startServer({ env: { SEAT_HOLD_MS: '1000' } });
  return { server, url: server.url, stop: () => server.stop() };
}
