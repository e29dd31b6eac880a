import { dataFolder } from '../../src/testing/data-folder.js';
import { startServer } from '../support/server.js';
import { ChatPlayer } from './chat-player.js';
import { describeWithEngine, type EngineName } from './engines.js';

describe('When the server is killed and started again', () => {
  for (const name of ['godot4', 'godot36'] satisfies EngineName[]) {
    describeWithEngine(name, 'the chat demo', (engine) => {
      it('comes back by itself, joins again and hears what is said afterwards', async () => {
        const DATA_DIR = await dataFolder();
        const first = await startServer({ env: { DATA_DIR } });
        const ada = await ChatPlayer.join(engine, { url: first.url, name: 'Ada' });

        await first.kill();
        await ada.sees(/^connection_lost will_retry=true$/);
        await ada.sees(/^reconnecting attempt=1 delay_ms=\d+$/);
        // It finds nobody there at least once.
        await ada.sees(/^reconnecting attempt=2 /);
        const { mark } = ada;
        const second = await startServer({ env: { DATA_DIR, PORT: String(first.port) } });

        await ada.sees(/^connected session=/, mark);
        await ada.sees(/^joined channel=lobby members=1 history=0$/, mark);
        const bram = await ChatPlayer.join(engine, { url: second.url, name: 'Bram', say: ['are you there'] });
        await ada.hears('Bram', 'are you there', mark);
        await ada.sees(/^member_joined name=Bram$/, mark);
        expect(ada.godot.lines).not.toContainEqual(expect.stringMatching(/^disconnected /));

        await Promise.all([ada.godot.kill(), bram.godot.kill()]);
        await second.stop();
      });
    });
  }
});
