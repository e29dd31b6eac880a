import { importLines } from './imports.js';
import { BLOCK_SIZE, type ModuleName } from './module-name.js';

/** The files of a new room in its own module: name and text. Its players walk, so that there is something to see. */
export function roomFiles(name: ModuleName, block: number, isOwn: boolean): [file: string, text: string][] {
  const { kebab } = name;
  return [
    [`${kebab}.messages.ts`, messages(name, block, isOwn)],
    [`${kebab}.state.ts`, state(name, isOwn)],
    [`${kebab}.room.ts`, room(name, isOwn)],
    [`${kebab}.module.ts`, nestModule(name)],
    [`${kebab}.room.spec.ts`, spec(name, isOwn)],
  ];
}

function messages({ pascal, words }: ModuleName, block: number, isOwn: boolean): string {
  return `import { IsNumber, Max, Min } from 'class-validator';
${importLines(isOwn, 'ClientMessage')}

/** ${words}: types ${block}-${block + BLOCK_SIZE - 1}. */
export enum ${pascal}Type {
  Steer = ${block},
}

/** Your walking direction. */
@ClientMessage(${pascal}Type.Steer)
export class ${pascal}SteerDto {
  /** To the right, -1 to 1. */
  @IsNumber()
  @Min(-1)
  @Max(1)
  readonly x!: number;

  /** Down, -1 to 1. */
  @IsNumber()
  @Min(-1)
  @Max(1)
  readonly y!: number;
}
`;
}

function state({ pascal, words }: ModuleName, isOwn: boolean): string {
  return `${importLines(isOwn, 'EntitySet', 'Synced', 'SyncedState', 'Vector2', 'entitiesOf')}

/** A player's character. */
export class ${pascal}Walker {
  /** The player's name as the others see it. */
  @Synced('string')
  name = '';

  /** Where it is, in pixels. */
  @Synced('vec2')
  position = new Vector2();

  /** Its direction; a field without @Synced stays on the server. */
  steer = new Vector2();
}

/** ${words}: everything players see of it. */
@SyncedState()
export class ${pascal}State {
  /** The walking players. */
  @Synced(entitiesOf(() => ${pascal}Walker))
  readonly walkers = new EntitySet(${pascal}Walker);
}
`;
}

function room({ kebab, pascal, words }: ModuleName, isOwn: boolean): string {
  return `${importLines(isOwn, 'OnMessage', 'Room', 'RoomType', 'Vector2', 'type Session', 'type Tick')}
import { ${pascal}SteerDto } from './${kebab}.messages.js';
import { ${pascal}State, ${pascal}Walker } from './${kebab}.state.js';

const PIXELS_PER_SECOND = 200;

/** ${words}: players join, and walk where they steer. */
@RoomType('${kebab}', { tickHz: 30, maxPlayers: 16 })
export class ${pascal}Room extends Room<${pascal}State> {
  override readonly state = new ${pascal}State();
  private readonly walkers = new Map<Session, ${pascal}Walker>();

  override onJoin(session: Session): void {
    const walker = new ${pascal}Walker();
    walker.name = this.members.get(session)?.name ?? '';
    walker.position = new Vector2(this.random.int(100, 700), this.random.int(100, 500));
    this.walkers.set(session, this.state.walkers.add(walker));
  }

  override onLeave(session: Session): void {
    const walker = this.walkers.get(session);
    this.walkers.delete(session);
    if (walker) this.state.walkers.delete(walker);
  }

  /** Keeps walking in this direction until told another. */
  @OnMessage(${pascal}SteerDto)
  steer(session: Session, { x, y }: ${pascal}SteerDto): void {
    const walker = this.walkers.get(session);
    if (walker) walker.steer = new Vector2(x, y);
  }

  override update({ deltaMs }: Tick): void {
    const step = (PIXELS_PER_SECOND * deltaMs) / 1000;
    for (const walker of this.state.walkers) {
      const { position, steer } = walker;
      if (steer.x !== 0 || steer.y !== 0) {
        walker.position = new Vector2(position.x + steer.x * step, position.y + steer.y * step);
      }
    }
  }
}
`;
}

function nestModule({ kebab, pascal, words }: ModuleName): string {
  return `import { Module } from '@nestjs/common';
import { ${pascal}Room } from './${kebab}.room.js';

/** ${words}. */
@Module({ providers: [${pascal}Room] })
export class ${pascal}Module {}
`;
}

function spec({ kebab, pascal }: ModuleName, isOwn: boolean): string {
  return `import { TestRoom } from '${isOwn ? '../../testing/index.js' : 'godwit/testing'}';
import { ${pascal}Type } from './${kebab}.messages.js';
import { ${pascal}Room } from './${kebab}.room.js';
import { ${pascal}State } from './${kebab}.state.js';

describe(${pascal}Room.name, () => {
  it('lets players walk where they steer, and shows it to all', async () => {
    const room = await TestRoom.open(${pascal}Room);
    const ada = await room.join('Ada');
    const bob = await room.join('Bob');
    const [walker] = room.room.state.walkers;
    const before = walker?.position.x ?? NaN;

    ada.send(${pascal}Type.Steer, { x: 1, y: 0 });
    room.step(31);

    expect(walker?.position.x).toBeGreaterThan(before + 150);
    const seen = [...(bob.state(${pascal}State)?.walkers.values() ?? [])];
    expect(seen.map(({ name }) => name)).toEqual(['Ada', 'Bob']);
    expect(seen[0]?.position.x).toBeGreaterThan(before + 150);
  });

  it('takes away who leaves', async () => {
    const room = await TestRoom.open(${pascal}Room);
    const ada = await room.join('Ada');
    await room.join('Bob');

    room.leave(ada);
    room.step();

    expect([...room.room.state.walkers].map(({ name }) => name)).toEqual(['Bob']);
  });
});
`;
}
