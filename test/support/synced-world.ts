import { buildContract } from '../../src/protocol/contract/build-contract.js';
import { quantized, Vector2, Vector3 } from '../../src/protocol/contract/wire.decorator.js';
import { MessageCatalogue } from '../../src/protocol/message-catalogue.js';
import { declaredMessages } from '../../src/protocol/message.decorators.js';
import '../../src/core/network-lab/network-lab.js';
import '../../src/protocol/protocol.messages.js';
import { EntitySet } from '../../src/protocol/state/entity-set.js';
import { stepFile, withStepMath } from '../../src/tools/gdscript/steps/step-files.js';
import {
  angle,
  entitiesOf,
  enumOf,
  listOf,
  mapOf,
  objectOf,
  oneOf,
  quantizedVector2,
  ref,
} from '../../src/protocol/state/state-forms.js';
import {
  declaredStates,
  Predicted,
  Synced,
  SyncedEntity,
  SyncedState,
} from '../../src/protocol/state/synced.decorator.js';

/** For the tests of state sync. */
export enum Weapon {
  Bow = 'bow',
  Axe = 'axe',
}

/** An object inside a predicted one. */
export class Spin {
  angle = Math.PI;
}

/** An object inside an entity. */
export class Stats {
  @Synced('u8') health = 100;
  @Synced('bool') isAlive = true;
  @Synced('i16') luck = 0;
}

/** What the owner of a pawn predicts. */
export class Flight {
  x = 0.1;
  y = -0.3;
  fuel = 3;
  isUp = false;
  spin = new Spin();
}

/** A step, of which only the name matters here. */
export function fly(flight: Flight, lift: number, seconds: number): void {
  flight.x += lift * seconds;
}

/** Where a sledge slides to by itself. */
export class Slide {
  x = 0.1;
  vx = 30.3;
  isWet = true;
  spin = new Spin();
}

/** A step without an input. */
export function slide(body: Slide, seconds: number): void {
  body.x += body.vx * seconds;
  if (!body.isWet) body.vx *= 0.9;
  body.spin.angle += 0.1;
}

/** An entity with a field of every form. */
@SyncedEntity({ owner: 'player', team: 'sideOf' })
export class Pawn {
  player = '';
  side = 0;
  @Synced(quantized(-500, 500, 16)) x = 0;
  @Synced(quantized(-500, 500, 16)) y = 0;
  @Synced('vec3') velocity = new Vector3();
  @Synced(quantizedVector2(-1, 1, 12)) aim = new Vector2();
  @Synced(angle(16)) heading = 0;
  @Synced('f32') charge = 0;
  @Synced('f64') born = 0;
  @Synced('string') name = '';
  @Synced(enumOf(Weapon)) weapon = Weapon.Bow;
  @Synced(objectOf(() => Stats)) stats = new Stats();
  @Synced(ref(() => Pawn)) target: Pawn | undefined = undefined;
  @Synced(listOf('u16')) cards: readonly number[] = [];
  @Synced('u32', { to: 'owner' }) gold = 0;
  @Synced('string', { to: 'owner' }) plan = '';
  @Synced(mapOf('i32'), { to: 'team' }) marks: ReadonlyMap<string, number> = new Map();

  @Predicted(fly) readonly flight: Flight = new Flight();

  sideOf(): number {
    return this.side;
  }
}

/** An entity of which there is a grid by Vector2. */
export class Crate {
  @Synced('vec2') position = new Vector2();
  @Synced('i32') content = 0;
}

/** An entity that nobody steers. */
export class Sledge {
  @Synced('u8') seats = 2;
  @Predicted(slide) readonly slide: Slide = new Slide();
}

/** A state with a bit of everything. */
@SyncedState()
export class World {
  @Synced('u16') round = 0;
  @Synced(oneOf('wait', 'fight')) phase = 'wait';
  @Synced(listOf('string')) log: readonly string[] = [];
  @Synced(mapOf('vec2')) flags: ReadonlyMap<string, Vector2> = new Map();
  @Synced(objectOf(() => Stats)) best = new Stats();
  @Synced(entitiesOf(() => Pawn, { at: ['x', 'y'], cellSize: 50 })) readonly pawns = new EntitySet(Pawn);
  @Synced(entitiesOf(() => Crate, { at: 'position', cellSize: 20 })) readonly crates = new EntitySet(Crate);
  @Synced(entitiesOf(() => Sledge, { at: 'slide', cellSize: 20 })) readonly sledges = new EntitySet(Sledge);
}

export const worldCatalogue = new MessageCatalogue(declaredMessages().filter(({ type }) => type < 20));

export const worldContract = buildContract(worldCatalogue, {}, declaredStates());

/** {@link Flight} and {@link fly} as a shared file, for what is generated of the contract. */
export const worldSteps = withStepMath([
  stepFile(
    'games/world/world.shared.ts',
    `export class Spin { angle = 3.14; }
export class Flight { x = 0.1; y = -0.3; fuel = 3; isUp = false; spin = new Spin(); }
export function fly(flight: Flight, lift: number, seconds: number): void { flight.x += lift * seconds; }
export class Slide { x = 0.1; vx = 30.3; isWet = true; spin = new Spin(); }
export function slide(body: Slide, seconds: number): void {
  body.x += body.vx * seconds;
  if (!body.isWet) body.vx *= 0.9;
  body.spin.angle += 0.1;
}
`,
  ),
]);
