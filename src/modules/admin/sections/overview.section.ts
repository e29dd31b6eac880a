import { performance } from 'node:perf_hooks';
import { AdminDetails, AdminFeed, AdminSection, type HomedSection } from '../../../core/console/console.decorators.js';
import type { ChartView, StartView } from '../../../core/console/console-views.js';
import { RoomRegistry } from '../../../core/rooms/room-registry.js';
import { NodeCalls } from '../frame/node-calls.js';
import { SectionRegistry } from '../frame/section-registry.js';
import { NodeQueryDto } from './node-query.dto.js';
import { OverviewRing, type Sample } from './overview-ring.js';
import { ServerStartsRepository } from './server-starts.repository.js';

/** What the page draws. */
interface LastHour {
  readonly samples: readonly Sample[];
  /** The charts of other modules. */
  readonly charts: readonly ChartView[];
  readonly starts: readonly StartView[];
}

/** How a node of the server is doing: the last hour, and now. */
@AdminSection({
  id: 'overview',
  title: 'Overview',
  area: 'live',
  comesFirst: true,
  right: 'server.read',
  page: 'overview',
})
export class OverviewSection implements HomedSection {
  constructor(
    private readonly ring: OverviewRing,
    private readonly rooms: RoomRegistry,
    private readonly nodes: NodeCalls,
    private readonly sections: SectionRegistry,
    private readonly starts: ServerStartsRepository,
  ) {}

  /** Each node has its own. */
  homeOf({ node }: NodeQueryDto): string | undefined {
    return this.nodes.otherThan(node);
  }

  /** The last hour, with the starts of all nodes in it. */
  @AdminDetails({ title: 'Last hour' })
  async history(_query: NodeQueryDto): Promise<LastHour> {
    const charts = this.sections.charts.map(({ id, title }) => ({ id, title }));
    return { starts: await this.starts.lastHour(), samples: this.ring.history, charts };
  }

  /** The latest reading, and the rooms by type. */
  @AdminFeed({ everyMs: 2_500 })
  now(_query: NodeQueryDto): object {
    const types: Record<string, { rooms: number; players: number }> = {};
    for (const { typeName, members } of this.rooms.all()) {
      const { rooms, players } = types[typeName] ?? { rooms: 0, players: 0 };
      types[typeName] = { rooms: rooms + 1, players: players + members.size };
    }
    return { latest: this.ring.latest ?? null, types, startedAt: performance.timeOrigin };
  }
}
