import { AdminDetails, AdminFeed, AdminSection, type HomedSection } from '../../../core/console/console.decorators.js';
import { RoomRegistry } from '../../../core/rooms/room-registry.js';
import { NodeCalls } from '../frame/node-calls.js';
import { NodeQueryDto } from '../frame/node-query.dto.js';
import { OverviewRing, type Sample } from './overview-ring.js';

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
  ) {}

  /** Each node has its own. */
  homeOf({ node }: NodeQueryDto): string | undefined {
    return this.nodes.otherThan(node);
  }

  /** The last hour. */
  @AdminDetails({ title: 'Last hour' })
  history(_query: NodeQueryDto): { readonly samples: readonly Sample[] } {
    return { samples: this.ring.history };
  }

  /** The latest reading, and the rooms by type. */
  @AdminFeed({ everyMs: 2_500 })
  now(_query: NodeQueryDto): object {
    const types: Record<string, { rooms: number; players: number }> = {};
    for (const { typeName, members } of this.rooms.all()) {
      const { rooms, players } = types[typeName] ?? { rooms: 0, players: 0 };
      types[typeName] = { rooms: rooms + 1, players: players + members.size };
    }
    return { latest: this.ring.latest ?? null, types };
  }
}
