import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { ErrorBook } from '../../../src/core/observability/error-book.js';
import { Database } from '../../../src/core/storage/database.js';
import { serverStarts } from '../../../src/modules/admin/schema.js';
import { OverviewRing } from '../../../src/modules/admin/sections/overview-ring.js';
import type { Console } from './section-cases.js';

/** What the readings of the overview hold. */
export function overviewCases(console: () => Console): void {
  describe('the overview', () => {
    it('has bytes, refusals by code, errors, the charts of other modules, and the starts of servers', async () => {
      const { server } = console();
      const ring = server.app.get(OverviewRing, { strict: false });
      await ring.take();
      const client = await server.connect();
      expect((await client.request(9_999, {})).message).toMatchObject({ code: 'message.unknown_type' });
      server.app.get(ErrorBook).note('Test', 'for the overview', {});
      await ring.take();
      client.terminate();
      const seen = (name: string): boolean => ring.history.some((sample) => (sample[name] ?? 0) > 0);
      for (const name of ['bytesIn', 'bytesOut', 'refusals:message.unknown_type', 'errors'])
        expect([name, seen(name)]).toEqual([name, true]);
      expect(ring.latest).toMatchObject({ 'matchmaking.waits:longest now': 0 });

      const at = new Date(performance.timeOrigin + 1);
      const other = { id: randomUUID(), at, node: 'other', version: 'another', contract: 'another' };
      await server.app.get(Database, { strict: false }).run((sql) => sql.insert(serverStarts).values(other));
      expect((await console().clientOf('viewer').get('overview/history')).body).toMatchObject({
        charts: [{ id: 'matchmaking.waits', title: 'Waits for a match, s' }],
        starts: [{ kind: 'restart' }, { kind: 'deploy', node: 'other' }],
      });
    });
  });
}
