/** Where the names used in templates are in this repository, relative to a module's folder. */
const HOMES: Readonly<Record<string, string>> = {
  AdminAct: '../../core/console/console.decorators.js',
  AdminDetails: '../../core/console/console.decorators.js',
  AdminSection: '../../core/console/console.decorators.js',
  'type AdminChange': '../../core/console/administrator.js',
  ClientMessage: '../../protocol/message.decorators.js',
  OnMessage: '../../protocol/message.decorators.js',
  ServerMessage: '../../protocol/message.decorators.js',
  EntitySet: '../../protocol/state/entity-set.js',
  entitiesOf: '../../protocol/state/state-forms.js',
  Synced: '../../protocol/state/synced.decorator.js',
  SyncedState: '../../protocol/state/synced.decorator.js',
  Vector2: '../../protocol/contract/wire.decorator.js',
  Room: '../../core/rooms/api/room.js',
  RoomType: '../../core/rooms/api/room-type.decorator.js',
  'type Session': '../../core/sessions/session.js',
  'type Tick': '../../core/simulation/tick-job.js',
};

/**
 * The import lines for these names, in the given order.
 * @param isOwn whether the module is in this repository, rather than in a project that has installed the package
 */
export function importLines(isOwn: boolean, ...names: readonly string[]): string {
  if (!isOwn) return `import { ${names.join(', ')} } from 'godwit';`;
  const homes = [...new Set(names.map((name) => HOMES[name] ?? ''))].sort();
  return homes
    .map((home) => `import ${braced(names.filter((name) => HOMES[name] === home))} from '${home}';`)
    .join('\n');
}

function braced(names: readonly string[]): string {
  const areTypes = names.every((name) => name.startsWith('type '));
  return areTypes ? `type { ${names.map((name) => name.slice(5)).join(', ')} }` : `{ ${names.join(', ')} }`;
}
