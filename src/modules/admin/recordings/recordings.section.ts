import { AdminFile, type AdminChange, type AdminRows } from '../../../core/console/administrator.js';
import {
  AdminAct,
  AdminDetails,
  AdminFeed,
  AdminSection,
  AdminTable,
  type FeedSource,
} from '../../../core/console/console.decorators.js';
import { RoomTypes } from '../../../core/rooms/runtime/room-types.js';
import { RecordingFiles, type RecordingRow } from './recording-files.js';
import { RecordingDto, RecordingQueryDto } from './recordings.dto.js';
import { ReplayPrograms } from './replay-programs.js';
import { Verification } from './verification.js';

/** The recorded rooms of this node: the list, one recording tick by tick, and what can be done with it. */
@AdminSection({
  id: 'recordings',
  title: 'Recordings',
  area: 'live',
  right: 'recordings.read',
  page: 'recordings',
  brings: {
    'recordings.read': { text: 'See, verify, replay and download recordings of rooms', roles: ['operator'] },
    'recordings.act': { text: 'Delete recordings', roles: ['operator'] },
  },
})
export class RecordingsSection {
  constructor(
    private readonly files: RecordingFiles,
    private readonly programs: ReplayPrograms,
    private readonly types: RoomTypes,
  ) {}

  /** The list. */
  @AdminTable({
    columns: [
      { key: 'startedAt', title: 'When', kind: 'time', sorts: true, leadsTo: 'recording' },
      { key: 'type', title: 'Type', sorts: true },
      { key: 'code', title: 'Room' },
      { key: 'durationMs', title: 'Length', kind: 'milliseconds', sorts: true },
      { key: 'players', title: 'Players', kind: 'number', sorts: true },
      { key: 'size', title: 'Size', kind: 'bytes', sorts: true },
      { key: 'contract', title: 'Contract' },
      { key: 'state', title: 'File' },
    ],
  })
  list(query: RecordingQueryDto): Promise<AdminRows<RecordingRow>> {
    return this.files.page(query);
  }

  /** The part of the list that is on the screen. */
  @AdminFeed({ everyMs: 3_000 })
  async page(query: RecordingQueryDto): Promise<object> {
    return { ...(await this.files.page(query)), types: [...this.types.all()].map(({ name }) => name) };
  }

  /** One recording, as its header and its end tell. */
  @AdminDetails({ title: 'Recording', on: 'row' })
  async recording({ id }: RecordingDto): Promise<object> {
    const { row, summary } = await this.files.one(id);
    const { roomId, settings, tickHz, patchHz } = summary?.header ?? {};
    return { ...row, roomId, settings, tickHz, patchHz };
  }

  /** The file itself. */
  @AdminDetails({ title: 'Download', on: 'row', isFile: true, isPersonal: true })
  async file({ id }: RecordingDto): Promise<AdminFile> {
    return new AdminFile(id, await this.files.find(id));
  }

  /** Whether simulating it again gives the same: a process of its own, while somebody waits. */
  @AdminFeed({ everyMs: 500, opens: true })
  verification({ id }: RecordingDto): FeedSource {
    return new Verification(this.programs, this.files.find(id));
  }

  /** Deletes the file. */
  @AdminAct({ label: 'Delete', on: 'row', right: 'recordings.act', needs: 'reason', isFinal: true })
  async remove({ id }: RecordingDto): Promise<AdminChange> {
    return { before: await this.files.remove(id), after: null, result: { opens: '' } };
  }
}
