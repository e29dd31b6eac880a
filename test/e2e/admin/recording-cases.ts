import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Module } from '@nestjs/common';
import { readRecording } from '../../../src/core/recording/read-recording.js';
import { Recording } from '../../../src/core/recording/recording.plugin.js';
import { Recordings } from '../../../src/core/recording/recordings.js';
import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import { plugin, Room } from '../../../src/core/rooms/api/room.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { AuditLogRepository } from '../../../src/modules/admin/audit/audit.repository.js';
import type { AdminClient } from './admin-client.js';
import type { Console } from './section-cases.js';

const HOSTILE = '<img src=x onerror=a()>.recording.gz';
const MEBIBYTE = 1_048_576;

/** A room that is recorded. */
@RoomType('taped', { tickHz: 20, emptyTtlMs: Infinity, plugins: [plugin(Recording, { flushEveryMs: 5 })] })
class TapedRoom extends Room {}

/** Has it. */
@Module({ providers: [TapedRoom] })
export class RecordedModule {}

interface Row {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** What the console shows of recordings, and of files that only look like some. */
export function recordingCases(console: () => Console): void {
  describe('recordings', () => {
    const operator = (): AdminClient => console().clientOf('operator');
    const listed = async (query: object = {}): Promise<{ rows: Row[]; total: number }> =>
      (await operator().get<{ rows: Row[]; total: number }>('recordings/list', query)).body;
    let folder = '';
    let whole = '';

    const write = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content);
    const zeros = gzipSync(Buffer.alloc(16 * MEBIBYTE));
    const changed = (change: (text: string) => string): Buffer =>
      gzipSync(change(gunzipSync(readFileSync(join(folder, whole))).toString()));

    beforeAll(async () => {
      const { app, ...server } = console().server;
      const recordings = app.get(Recordings);
      folder = recordings.folder;
      const client = await console().server.connect();
      const room = await app.get(RoomRegistry).create('taped', {}, {});
      const session = [...app.get(SessionRegistry).all()].at(-1);
      if (session) await app.get(RoomRegistry).join(session, room, { name: 'Ann' });
      while (room.tickNumber < 4) await delay(10);
      room.dispose('room.closed');
      await recordings.settled();
      client.terminate();
      [whole = ''] = readdirSync(folder);
      expect(server.port).toBeGreaterThan(0);

      const bytes = readFileSync(join(folder, whole));
      write('a-cut.recording.gz', bytes.subarray(0, bytes.length - 40));
      write('b-foreign.recording.gz', 'no gzip at all');
      write('c-empty.recording.gz', '');
      write('d-bomb.recording.gz', Buffer.concat(Array.from({ length: 64 }, () => zeros)));
      write(
        'e-version.recording.gz',
        changed((text) => text.replace('"version":1', '"version":7')),
      );
      write(
        'f-damaged.recording.gz',
        changed((text) => text.replace(/"tickHz":\d+/, '"tickHz":"<b>"')),
      );
      write(
        'g-contract.recording.gz',
        changed((text) => text.replace(/"contract":"\w+"/, '"contract":"0123456789abcdef"')),
      );
      write(
        HOSTILE,
        changed((text) => text.replace('"roomType":"taped"', '"roomType":"<script>"')),
      );
      write('notes.txt', 'no recording');
      mkdirSync(join(folder, 'folder.recording.gz'));
      symlinkSync('/etc/passwd', join(folder, 'link.recording.gz'));
    });

    it('shows each file as what it is, and nothing that is no file', async () => {
      const { rows, total } = await listed({ limit: 200 });
      expect(total).toBe(9);
      const of = (id: string): Row | undefined => rows.find((row) => row.id === id);
      expect(of(whole)).toMatchObject({
        type: 'taped',
        players: 1,
        state: 'whole',
        ended: 'room.closed',
        isOfThisContract: true,
      });
      expect(Number(of(whole)?.durationMs)).toBeGreaterThanOrEqual(200);
      const states = rows.filter(({ id }) => id !== whole).map(({ id, state }) => [id, state]);
      expect(Object.fromEntries(states)).toEqual({
        ...{ 'a-cut.recording.gz': 'cut off', 'b-foreign.recording.gz': 'foreign', 'c-empty.recording.gz': 'foreign' },
        ...{
          'd-bomb.recording.gz': 'foreign',
          'e-version.recording.gz': 'version',
          'f-damaged.recording.gz': 'damaged',
        },
        ...{ 'g-contract.recording.gz': 'whole', [HOSTILE]: 'whole' },
      });
      expect(of('g-contract.recording.gz')).toMatchObject({ contract: '0123456789ab', isOfThisContract: false });
      for (const { id } of rows) expect((await operator().get('recordings/recording', { id })).status).toBe(200);
    });

    it('sorts, filters and pages', async () => {
      const all = (await listed({ limit: 200 })).rows.map(({ id }) => id);
      expect((await listed({ limit: 2, from: 3 })).rows.map(({ id }) => id)).toEqual(all.slice(3, 5));
      expect((await listed({ limit: 200, isDescending: false })).rows.map(({ id }) => id)).toEqual(all.toReversed());
      expect((await listed({ sort: 'size', limit: 1 })).rows[0]?.id).toBe('d-bomb.recording.gz');
      expect((await listed({ state: 'version' })).rows.map(({ id }) => id)).toEqual(['e-version.recording.gz']);
      expect((await listed({ type: '<script>' })).rows.map(({ id }) => id)).toEqual([HOSTILE]);
      expect(await listed({ search: 'CUT' })).toMatchObject({ total: 1, rows: [{ id: 'a-cut.recording.gz' }] });
      expect((await operator().get('recordings/list', { state: 'odd' })).body.code).toBe('message.invalid');
    });

    it.each([
      '../recordings/a-cut.recording.gz',
      'folder.recording.gz/../a-cut.recording.gz',
      './a-cut.recording.gz',
      '/etc/passwd',
      'link.recording.gz',
      'folder.recording.gz',
      'notes.txt',
      '..\\a-cut.recording.gz',
    ])('knows no file by a trick: %j', async (id) => {
      for (const part of ['recording', 'file'])
        expect((await operator().get(`recordings/${part}`, { id })).body.code).toBe('admin.no_such_target');
      expect((await operator().act('recordings/remove', { id })).body.code).toBe('admin.no_such_target');
      expect(readFileSync(join(folder, 'a-cut.recording.gz')).length).toBeGreaterThan(0);
    });

    it('takes a name with U+0000 for one of no file, and writes it down', async () => {
      const id = 'a-cut.recording.gz\u0000';
      expect((await operator().get('recordings/file', { id })).body.code).toBe('packet.malformed');
      expect((await operator().act('recordings/remove', { id })).body.code).toBe('admin.no_such_target');
      const [row] = await console().server.app.get(AuditLogRepository).list({ act: 'recordings.remove', limit: 1 });
      expect(row?.target).toBe('a-cut.recording.gz\uFFFD');
    });

    it('hands a file out as it is, and writes down who took it', async () => {
      const { status, headers } = await operator().get('recordings/file', { id: whole });
      expect([status, headers['content-type']]).toEqual([200, 'application/octet-stream']);
      expect(headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(whole)}`);
      expect(Number(headers['content-length'])).toBe(readFileSync(join(folder, whole)).length);
      const [row] = await console().server.app.get(AuditLogRepository).list({ act: 'recordings.file', limit: 1 });
      expect(row).toMatchObject({ administrator: 'the-operator', target: whole, result: 'done' });
    });

    it('records a room that is open already, until it is asked to end', async () => {
      const { app } = console().server;
      const room = await app.get(RoomRegistry).create('duel', {}, {});
      const { body } = await operator().act('recordings/record', { id: room.id });
      expect(body.result).toEqual({ says: expect.stringContaining(room.id) as string });
      expect((await operator().act('recordings/record', { id: room.id })).body.code).toBe('admin.in_use');
      expect((await operator().act('recordings/endRecording', { id: room.id })).status).toBe(200);
      expect((await operator().act('recordings/endRecording', { id: room.id })).body.code).toBe('admin.no_such_target');
      await app.get(Recordings).settled();
      const { rows } = await listed({ type: 'duel' });
      expect(rows).toMatchObject([{ state: 'stopped', ended: 'asked', players: 0, code: room.code }]);
      const { header, entries } = await readRecording(join(folder, rows[0]?.id ?? ''));
      expect([header.options, entries.map(({ op }) => op)]).toEqual([undefined, ['snapshot', 'snapshot', 'stop']]);
      expect((await operator().act('recordings/record', { id: room.id })).status).toBe(200);
      room.dispose('room.closed');
      await app.get(Recordings).settled();
      expect((await listed({ type: 'duel', state: 'whole' })).total).toBe(1);
      expect((await operator().act('recordings/record', { id: room.id })).body.code).toBe('admin.no_such_target');
    });

    it('deletes a file for a reason, but none that is still written', async () => {
      const { app } = console().server;
      expect((await operator().act('recordings/remove', { id: 'a-cut.recording.gz' }, '')).body.code).toBe(
        'admin.reason_missing',
      );
      expect((await operator().act('recordings/remove', { id: 'a-cut.recording.gz' })).body.result).toEqual({
        opens: '',
      });
      expect((await operator().act('recordings/remove', { id: 'a-cut.recording.gz' })).body.code).toBe(
        'admin.no_such_target',
      );
      const room = await app.get(RoomRegistry).create('taped', {}, {});
      const running = async (): Promise<Row | undefined> => (await listed({ state: 'running' })).rows[0];
      while ((await running()) === undefined) await delay(10);
      const id = (await running())?.id;
      expect((await operator().act('recordings/remove', { id })).body.code).toBe('admin.in_use');
      room.dispose('room.closed');
      await app.get(Recordings).settled();
      expect((await operator().act('recordings/remove', { id })).status).toBe(200);
      const rows = await app.get(AuditLogRepository).list({ act: 'recordings.remove', limit: 50 });
      expect(rows.find(({ target, result }) => target === id && result === 'done')?.before).toContain(
        '"state":"whole"',
      );
    });
  });
}
