import type { EntityTable } from '../../protocol/state/entity-table.js';
import type { SetSchema } from '../../protocol/state/state-schema.js';
import { SpatialGrid } from './spatial-grid.js';

type OwnerKey = string | number;

/** Layers whose fields not everyone sees, with the option that names who does. */
const SECRETS = [
  { layer: 1, who: 'team' },
  { layer: 2, who: 'owner' },
] as const;

/** One set of a state as its sync keeps it. */
export class SyncedSet {
  readonly grid: SpatialGrid | undefined;
  /** The layers beyond everyone's that have columns. */
  readonly secretLayers: readonly (1 | 2)[];
  private readonly holders = new Map<number, Map<OwnerKey, number[]>>();
  private holdersOf = 0;

  constructor(
    readonly schema: SetSchema,
    readonly table: EntityTable,
  ) {
    table.path = schema.path;
    this.grid = schema.grid && new SpatialGrid(table, schema.grid);
    this.secretLayers = SECRETS.flatMap(({ layer }) => (schema.layers[layer]?.length ? [layer] : []));
  }

  /** The slots of entities whose owner or team is `key`, in the order of their ids. Gathered once per version. */
  heldBy(layer: 1 | 2, key: OwnerKey): readonly number[] {
    if (this.holdersOf !== this.table.version) this.gather();
    return this.holders.get(layer)?.get(key) ?? [];
  }

  private gather(): void {
    const { table, schema } = this;
    this.holdersOf = table.version;
    for (const { layer, who } of SECRETS) {
      const name = schema.options[who];
      if (name === undefined || !this.secretLayers.includes(layer)) continue;
      const held = new Map<OwnerKey, number[]>();
      for (const slot of table.order()) {
        const key = holderOf(table.entities[slot], name);
        const slots = held.get(key);
        if (slots) slots.push(slot);
        else held.set(key, [slot]);
      }
      this.holders.set(layer, held);
    }
  }
}

function holderOf(entity: object | undefined, name: string): OwnerKey {
  const held = (entity as Readonly<Record<string, unknown>> | undefined)?.[name];
  const key: unknown = typeof held === 'function' ? Reflect.apply(held, entity, []) : held;
  return typeof key === 'number' || typeof key === 'string' ? key : '';
}
