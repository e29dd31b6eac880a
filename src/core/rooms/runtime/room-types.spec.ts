import { Inject, Injectable, Scope } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { RoomType } from '../api/room-type.decorator.js';
import { Room } from '../api/room.js';
import { PartFactory } from './room-types.js';

@Injectable()
class Rules {}

@Injectable({ scope: Scope.TRANSIENT })
class Dice {}

@Injectable({ scope: Scope.REQUEST })
class Asked {}

let built = 0;

@RoomType('ordinary')
class OrdinaryRoom extends Room {
  constructor(
    readonly rules: Rules,
    @Inject('LIMIT') readonly limit: number,
  ) {
    super();
    built += 1;
  }
}

@RoomType('dicing')
class DicingRoom extends Room {
  constructor(
    readonly rules: Rules,
    readonly dice: Dice,
  ) {
    super();
  }
}

@RoomType('by-property')
class PropertyRoom extends Room {
  @Inject()
  readonly rules!: Rules;
}

@RoomType('asking')
class AskingRoom extends Room {
  constructor(readonly asked: Asked) {
    super();
  }
}

@RoomType('missing')
class MissingRoom extends Room {
  constructor(@Inject('NOBODY HAS IT') readonly missing: object) {
    super();
  }
}

describe(PartFactory.name, () => {
  let moduleRef: ModuleRef;
  let rules: Rules;

  beforeAll(async () => {
    const providers = [Rules, Dice, Asked, { provide: 'LIMIT', useValue: 3 }];
    const module = await Test.createTestingModule({ providers }).compile();
    moduleRef = module.get(ModuleRef);
    rules = module.get(Rules);
    built = 0;
  });

  it('makes instances at once where dependencies are always the same, and none to find that out', async () => {
    const factory = new PartFactory(OrdinaryRoom, moduleRef);
    await factory.prepare();
    expect(built).toBe(0);
    const [first, second] = [factory.make(), factory.make()];

    expect(first).toBeInstanceOf(OrdinaryRoom);
    expect(first).toMatchObject({ rules, limit: 3 });
    expect(first).not.toBe(second);
  });

  it('asks Nest before it is prepared', async () => {
    expect(await new PartFactory(OrdinaryRoom, moduleRef).make()).toMatchObject({ rules, limit: 3 });
  });

  it('gives each instance its own where a dependency is transient', async () => {
    const factory = new PartFactory(DicingRoom, moduleRef);
    await factory.prepare();
    const [first, second] = [await factory.make(), await factory.make()];

    expect(first.dice).toBeInstanceOf(Dice);
    expect(first.dice).not.toBe(second.dice);
    expect(first.rules).toBe(second.rules);
  });

  it('leaves properties to Nest', async () => {
    const factory = new PartFactory(PropertyRoom, moduleRef);
    await factory.prepare();

    expect(await factory.make()).toMatchObject({ rules });
  });

  it.each([MissingRoom, AskingRoom])('says so at boot when Nest cannot make a %p', async (roomClass) => {
    await expect(new PartFactory<Room>(roomClass, moduleRef).prepare()).rejects.toThrow(roomClass.name);
  });
});
