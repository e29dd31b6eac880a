import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEnum,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { MessageCatalogue } from '../message-catalogue.js';
import type { MessageClass, MessageDeclaration } from '../message.decorators.js';
import { buildContract, type ContractSteps } from './build-contract.js';
import { isSameWire } from './contract-hash.js';
import type { Contract } from './contract.js';
import { IsBytes, IsColor, IsVariant, IsVector2, IsVector3, quantized, Vector2, Wire } from './wire.decorator.js';

/** A declaration as the decorators create it, but not added to the process-wide list. */
function declared(
  type: number,
  messageClass: MessageClass,
  more: Partial<MessageDeclaration> = {},
): MessageDeclaration {
  const place = 'src/modules/shop/shop.messages.ts:7';
  return { messageClass, type, direction: 'client', reply: undefined, access: 'player', place, ...more };
}

function contractOf(...declarations: MessageDeclaration[]): Contract {
  return buildContract(new MessageCatalogue(declarations));
}

function ofOne(messageClass: MessageClass): Contract {
  return contractOf(declared(1000, messageClass));
}

function fieldsOf(messageClass: MessageClass) {
  return Object.fromEntries((ofOne(messageClass).messages[0]?.fields ?? []).map((field) => [field.name, field]));
}

enum Colour {
  Red = 'red',
  Blue = 'blue',
}

enum Level {
  Low = -1,
  High = 10,
}

class ShopItemDto {
  @IsString() readonly name!: string;
  @IsOptional() @IsInt() @Min(0) @Max(99) readonly count?: number;
}

class ShopBuyDto {
  @IsString() @Length(1, 20) readonly item!: string;
  @IsInt() @Min(1) @Max(9) readonly count: number = 1;
  @IsEnum(Colour) readonly colour!: Colour;
  @IsOptional() @IsEnum(Level, { each: true }) @IsArray() @ArrayMaxSize(3) readonly levels?: Level[];
  @IsBoolean() readonly isGift!: boolean;
}

class ShopBoughtDto {
  @IsArray() @ValidateNested({ each: true }) @Type(() => ShopItemDto) readonly items!: ShopItemDto[];
  @ValidateNested() @Type(() => ShopItemDto) readonly best!: ShopItemDto;
  @IsNumber() readonly price!: number;
}

const shop = [
  declared(1001, ShopBoughtDto, { direction: 'server' }),
  declared(1000, ShopBuyDto, { reply: ShopBoughtDto, access: 'anyone' }),
];

describe(buildContract.name, () => {
  it('names messages without "Dto", in the order of their types, with module, reply and access', () => {
    const { messages, format } = contractOf(...shop);

    expect(format).toBe(1);
    expect(messages).toMatchObject([
      { name: 'ShopBuy', module: 'shop', type: 1000, direction: 'client', reply: 'ShopBought', access: 'anyone' },
      { name: 'ShopBought', module: 'shop', type: 1001, direction: 'server', access: 'player' },
    ]);
    expect(messages[1]).not.toHaveProperty('reply');
  });

  it('describes fields in declared order, by their validators', () => {
    const { messages } = contractOf(...shop);

    expect(messages[0]?.fields).toEqual([
      { ...plain('item'), wire: { form: 'string' }, minLength: 1, maxLength: 20 },
      { ...plain('count'), wire: { form: 'u8' }, isInteger: true, isOptional: true, min: 1, max: 9 },
      { ...plain('colour'), wire: { form: 'choice', values: ['red', 'blue'] }, enum: 'ShopBuyColour' },
      {
        ...plain('levels'),
        ...{ wire: { form: 'choice', values: [-1, 10] }, enum: 'ShopBuyLevels' },
        ...{ container: 'list', isOptional: true, isInteger: true, maxItems: 3 },
      },
      { ...plain('isGift'), wire: { form: 'bool' } },
    ]);
  });

  it('lists structs and enums once, by name', () => {
    const { structs, enums } = contractOf(...shop);

    expect(structs.map(({ name, module }) => [name, module])).toEqual([['ShopItem', 'shop']]);
    expect(enums).toEqual([
      {
        name: 'ShopBuyColour',
        module: 'shop',
        values: [
          { name: 'Red', value: 'red' },
          { name: 'Blue', value: 'blue' },
        ],
      },
      {
        name: 'ShopBuyLevels',
        module: 'shop',
        values: [
          { name: 'Low', value: -1 },
          { name: 'High', value: 10 },
        ],
      },
    ]);
  });

  it('takes what @Wire says, and knows the built-in classes without making structs of them', () => {
    class OddDto {
      @IsVector2() readonly at!: Vector2;
      @IsArray() @IsVector3() readonly path!: object[];
      @IsColor() readonly tint!: object;
      @IsBytes() readonly data!: Uint8Array;
      @IsVariant() readonly value!: unknown;
      @IsNumber() @Wire('f32') readonly speed!: number;
      @IsNumber() @Min(0) @Max(1) @Wire(quantized(0, 1, 12)) readonly share!: number;
    }
    const fields = fieldsOf(OddDto);

    expect(Object.values(fields).map(({ name, wire, container }) => [name, wire.form, container])).toEqual([
      ['at', 'vec2', 'none'],
      ['path', 'vec3', 'list'],
      ['tint', 'color', 'none'],
      ['data', 'bytes', 'none'],
      ['value', 'variant', 'none'],
      ['speed', 'f32', 'none'],
      ['share', 'quantized', 'none'],
    ]);
    expect(ofOne(OddDto).structs).toEqual([]);
  });

  it('puts the doc comments in', () => {
    const docs = {
      ShopBuyDto: { doc: 'Buys.', fields: { item: 'What.' } },
      ShopItemDto: { doc: 'A thing.', fields: {} },
    };
    const { messages, structs } = buildContract(new MessageCatalogue(shop), docs);

    expect(messages[0]).toMatchObject({ doc: 'Buys.', fields: [{ doc: 'What.' }, { doc: '' }, {}, {}, {}] });
    expect(structs[0]?.doc).toBe('A thing.');
  });

  it('lists every error code with its sentence, in order', () => {
    const codes = contractOf(...shop).errors.map(({ code }) => code);

    expect(codes).toContain('packet.truncated');
    expect(codes).toEqual([...codes].sort());
  });

  it.each([
    ['src/modules/chat/chat.messages.ts:12', 'chat'],
    ['dist/modules/chat/chat.messages.js:12', 'chat'],
    ['src/games/arena/arena.messages.ts:3', 'arena'],
    ['src/core/sessions/session.messages.ts:3', 'sessions'],
    ['src/protocol/protocol.messages.ts:3', 'protocol'],
    ['test/e2e/binary.messages.ts:3', 'e2e'],
    ['src/my-server/dist/modules/chat/chat.messages.js:12', 'chat'],
    ['test/src/protocol/protocol.messages.ts:3', 'protocol'],
    ['an unknown place', 'game'],
  ])('takes %s for the module %s', (place, module) => {
    expect(contractOf(declared(1000, ShopBuyDto, { place })).messages[0]?.module).toBe(module);
  });

  it('lets a struct hold itself where that can end', () => {
    class BranchDto {
      @IsOptional() @ValidateNested() @Type(() => BranchDto) readonly next?: BranchDto;
      @IsArray() @ValidateNested({ each: true }) @Type(() => BranchDto) readonly others!: BranchDto[];
    }
    class RootDto {
      @ValidateNested() @Type(() => BranchDto) readonly branch!: BranchDto;
    }
    const { structs } = ofOne(RootDto);

    expect(structs.map(({ name }) => name)).toEqual(['Branch']);
    expect(structs[0]?.fields.map(({ wire }) => wire)).toEqual(Array(2).fill({ form: 'struct', struct: 'Branch' }));
  });
});

describe('A contract that cannot be', () => {
  class EndlessDto {
    @IsString() readonly name!: string;
    @ValidateNested() @Type(() => EndlessDto) readonly next!: EndlessDto;
  }
  class EndlessRootDto {
    @ValidateNested() @Type(() => EndlessDto) readonly first!: EndlessDto;
  }
  class BlankDto {}
  class BlanksDto {
    @IsArray() @ValidateNested({ each: true }) @Type(() => BlankDto) readonly blanks!: BlankDto[];
  }
  class SilentDto {
    @Allow() readonly anything!: unknown;
  }
  class LoneDto {
    @ValidateNested() readonly part!: object;
  }
  class NarrowDto {
    @IsInt() @Min(0) @Max(300) @Wire('u8') readonly value!: number;
  }

  it.each<[MessageClass, string]>([
    [EndlessRootDto, 'The field first of EndlessRoot holds a Endless that never ends: make it optional, or a list.'],
    [BlanksDto, 'The field blanks of Blanks lists values of Blank, which has no fields with validators: give it some.'],
    [SilentDto, 'The field anything of SilentDto says too little of its values: add validators such as @IsInt()'],
    [LoneDto, 'The field part of LoneDto says too little of its values'],
    [NarrowDto, 'The field value of NarrowDto goes as u8, which holds less than its validators allow'],
  ])('stops the boot with a sentence: %p', (messageClass, sentence) => {
    expect(() => ofOne(messageClass)).toThrow(sentence);
  });

  it('stops the boot when two classes have one name, and says where', () => {
    const make = (): MessageClass => class SameDto {};
    const place = 'src/modules/bank/bank.messages.ts:1';

    expect(() => contractOf(declared(1000, make()), declared(1002, make(), { place }))).toThrow(
      'Two message classes are called Same: one of shop, one of bank. Rename one.',
    );
  });

  it('stops the boot when a message is a part of another, and tells the way out', () => {
    class PartDto {
      @IsInt() readonly value!: number;
    }
    class WholeDto {
      @ValidateNested() @Type(() => PartDto) readonly part!: PartDto;
    }

    expect(() => contractOf(declared(1000, PartDto), declared(1002, WholeDto))).toThrow(
      'a message inside a message, give both a base class with the fields',
    );
  });
});

describe('The rooms of a contract', () => {
  class SteerDto {
    @IsInt() readonly seq!: number;
  }
  const withRoom = (input?: typeof SteerDto, tickHz = 30) =>
    buildContract(
      new MessageCatalogue([declared(1000, SteerDto)]),
      {},
      [],
      [{ type: 'tag', tickHz, patchHz: 20, input }],
    );

  it('have their rates and the name of their input message', () => {
    expect(withRoom(SteerDto).rooms).toEqual([{ type: 'tag', tickHz: 30, patchHz: 20, input: 'Steer' }]);
    expect(withRoom().rooms).toEqual([{ type: 'tag', tickHz: 30, patchHz: 20 }]);
    expect(contractOf(declared(1000, SteerDto))).not.toHaveProperty('rooms');
  });

  it('change the hash by their input, not by their rates, which a joined room states', () => {
    expect(withRoom(SteerDto).hash).not.toBe(withRoom().hash);
    expect(withRoom(SteerDto, 60).hash).toBe(withRoom(SteerDto).hash);
    expect(withRoom().hash).toBe(contractOf(declared(1000, SteerDto)).hash);
  });
});

describe('The steps of a contract', () => {
  const steps = { 'tag/tag.shared.ts#run': '00000001', 'tag/tag.shared.ts#SPEED': '00000002' };
  const withSteps = (given: ContractSteps, ...messages: MessageDeclaration[]) =>
    buildContract(new MessageCatalogue(messages), {}, [], [], given);

  it('are in the order of their keys', () => {
    expect(withSteps(steps).steps).toEqual([
      { key: 'tag/tag.shared.ts#SPEED', hash: '00000002' },
      { key: 'tag/tag.shared.ts#run', hash: '00000001' },
    ]);
    expect(withSteps({})).not.toHaveProperty('steps');
  });

  it('change the hash, and leave the wire the same', () => {
    const other = withSteps({ ...steps, 'tag/tag.shared.ts#run': '00000003' });

    expect(other.hash).not.toBe(withSteps(steps).hash);
    expect(other.hash).toMatch(/^[0-9a-f]{16}$/);
    expect(isSameWire(other.hash, withSteps(steps).hash)).toBe(true);
    expect(isSameWire(other.hash, withSteps({}).hash)).toBe(true);
    expect(isSameWire(withSteps(steps, ...shop).hash, withSteps(steps).hash)).toBe(false);
    expect(isSameWire(other.hash, '')).toBe(false);
  });
});

function plain(name: string) {
  return { name, doc: '', container: 'none', isOptional: false, isInteger: false };
}
