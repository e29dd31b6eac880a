import { basename } from 'node:path';
import {
  AdminFile,
  maskedName,
  type AdminChange,
  type Administrator,
  type AdminRows,
} from '../../../core/console/administrator.js';
import {
  AdminAct,
  AdminDetails,
  AdminFeed,
  AdminSection,
  AdminTable,
  type FeedSource,
} from '../../../core/console/console.decorators.js';
import { ContractHolder } from '../../../core/contract/contract-holder.js';
import type { TimelineEvent } from '../../../core/recording/recording-views.js';
import { Recordings } from '../../../core/recording/recordings.js';
import { RoomRegistry } from '../../../core/rooms/room-registry.js';
import type { RoomRuntime } from '../../../core/rooms/runtime/room-runtime.js';
import { RoomTypes } from '../../../core/rooms/runtime/room-types.js';
import { RecordingFiles, type RecordingRow } from './recording-files.js';
import { GameError } from '../../../protocol/game-error.js';
import { AdminError } from '../admin.errors.js';
import { RoomDto } from '../sections/rooms.dto.js';
import { RecordingViewers } from './recording-viewers.js';
import type { CursorView, ReplayView, ViewerView } from './recording-views.js';
import { ReplayRooms } from './replay-rooms.js';
import {
  RECORDING_STATES,
  RecordingDto,
  RecordingFindDto,
  RecordingQueryDto,
  RecordingTickDto,
} from './recordings.dto.js';
import { ReplayPrograms } from './replay-programs.js';
import { Verification } from './verification.js';

/** A file that is still written stays. */
const NOT_RUNNING = { state: RECORDING_STATES.filter((state) => state !== 'running') };

/** The recorded rooms of this node: the list, one recording tick by tick, and what can be done with it. */
@AdminSection({
  id: 'recordings',
  title: 'Recordings',
  area: 'live',
  right: 'recordings.read',
  page: 'recordings',
  brings: {
    'recordings.read': { text: 'See, verify, replay and download recordings of rooms', roles: ['operator'] },
    'recordings.act': { text: 'Record rooms, and delete recordings', roles: ['operator'] },
  },
})
export class RecordingsSection {
  private readonly names: ReadonlyMap<number, string>;

  constructor(
    private readonly files: RecordingFiles,
    private readonly programs: ReplayPrograms,
    private readonly types: RoomTypes,
    private readonly viewers: RecordingViewers,
    private readonly replays: ReplayRooms,
    private readonly recordings: Recordings,
    private readonly rooms: RoomRegistry,
    { contract }: ContractHolder,
  ) {
    this.names = new Map(contract.messages.map(({ type, name }) => [type, name]));
  }

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

  /** What it holds, tick by tick: read by a process of its own, while somebody looks. */
  @AdminFeed({ everyMs: 500, opens: true, isPersonal: true })
  view({ id }: RecordingDto, by: Administrator): FeedSource {
    const source = this.viewers.watch(id, this.files.find(id));
    return { read: () => this.viewFor(source.read() as ViewerView, by), close: () => source.close() };
  }

  /** The state at a tick of a recording that somebody looks at. */
  @AdminDetails({ title: 'State', on: 'row' })
  async state({ id, tick }: RecordingTickDto, by: Administrator): Promise<CursorView> {
    const answer = await this.viewers.ask(id, { ask: 'state', tick });
    if (answer === undefined || !('state' in answer)) return null;
    return { ...answer.state, events: answer.state.events.map((event) => eventFor(event, by)) };
  }

  /** Where the next message of a type is, or the one before. */
  @AdminDetails({ title: 'Find', on: 'row' })
  async find({ id, ...asked }: RecordingFindDto): Promise<object> {
    const answer = await this.viewers.ask(id, { ask: 'find', ...asked });
    return { tick: answer !== undefined && 'tick' in answer ? answer.tick : null };
  }

  /** Plays it to game clients that join the room which is then told: a process of its own, for an hour at most. */
  @AdminAct({ label: 'Open in Godot', on: 'row', when: { isReadable: [true], isPlaying: [false] } })
  async play({ id }: RecordingDto): Promise<AdminChange> {
    this.replays.start(id, await this.files.find(id));
    return { after: 'playing' };
  }

  /** How its replay is. */
  @AdminFeed({ everyMs: 1_000 })
  replay({ id }: RecordingDto): ReplayView | null {
    return this.replays.find(id) ?? null;
  }

  /** Ends its replay. */
  @AdminAct({ label: 'End the replay', on: 'row', when: { isPlaying: [true] } })
  endReplay({ id }: RecordingDto): AdminChange {
    if (!this.replays.stop(id)) throw new GameError(AdminError['admin.no_such_target']);
    return { before: 'playing', after: null };
  }

  /** Whether simulating it again gives the same: a process of its own, while somebody waits. */
  @AdminFeed({ everyMs: 500, opens: true })
  verification({ id }: RecordingDto): FeedSource {
    return new Verification(this.programs, this.files.find(id));
  }

  /** Records a room from now on. */
  @AdminAct({ label: 'Record', on: 'room', right: 'recordings.act', when: { isRecorded: [false] } })
  record({ id }: RoomDto): AdminChange {
    const path = this.recordings.beginNow(this.room(id));
    if (path === undefined) throw new GameError(AdminError['admin.in_use']);
    return { after: basename(path), result: { says: `The recording ${basename(path)} has begun.` } };
  }

  /** Ends the recording of a room that goes on. */
  @AdminAct({ label: 'End the recording', on: 'room', right: 'recordings.act', when: { isRecorded: [true] } })
  endRecording({ id }: RoomDto): AdminChange {
    const path = this.recordings.endNow(this.room(id));
    if (path === undefined) throw new GameError(AdminError['admin.no_such_target']);
    return { before: basename(path), after: null, result: { says: `The recording ${basename(path)} has ended.` } };
  }

  /** Deletes the file. */
  @AdminAct({ label: 'Delete', on: 'row', right: 'recordings.act', needs: 'reason', isFinal: true, when: NOT_RUNNING })
  async remove({ id }: RecordingDto): Promise<AdminChange> {
    return { before: await this.files.remove(id), after: null, result: { opens: '' } };
  }

  private room(id: string): RoomRuntime {
    const room = this.rooms.find(id);
    if (room === undefined) throw new GameError(AdminError['admin.no_such_target']);
    return room;
  }

  private viewFor({ timeline, ...view }: ViewerView, by: Administrator): ViewerView {
    if (timeline === undefined) return view;
    const { members, events, types } = timeline;
    const names = Object.fromEntries(types.map((type) => [type, this.names.get(type) ?? String(type)]));
    if (by.seesNames) return { ...view, timeline, names };
    const masked = members.map((member) => ({ ...member, name: maskedName(member.name) }));
    const shown = { ...timeline, members: masked, events: events.map((event) => eventFor(event, by)) };
    return { ...view, timeline: shown, names };
  }
}

function eventFor<Event extends TimelineEvent>(event: Event, by: Administrator): Event {
  return event.what !== 'enter' || by.seesNames ? event : { ...event, text: maskedName(event.text) };
}
