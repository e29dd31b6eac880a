import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator';
import { Max, Min, ValidateNested } from 'class-validator';
import { compileCheck } from '../../../protocol/check/compile-check.js';
import { buildContract } from '../../../protocol/contract/build-contract.js';
import { IsMapOf } from '../../../protocol/contract/map.decorator.js';
import { IsBytes, IsColor, IsJsonObject, IsVariant, IsVector2 } from '../../../protocol/contract/wire.decorator.js';
import { JsonBridge } from '../../../protocol/json-bridge.js';
import { MessageCatalogue } from '../../../protocol/message-catalogue.js';
import { PlaygroundCodec } from './playground-codec.js';
import { PlaygroundSamples } from './playground-samples.js';

class ThingDto {
  @IsString() @Length(2, 9) readonly name!: string;
  @IsOptional() @ValidateNested() @Type(() => ThingDto) readonly inside?: ThingDto;
}

class EverythingDto {
  @IsInt() @Min(-5) @Max(5) readonly count!: number;
  @IsNumber() @Min(0.5) @Max(0.75) readonly share!: number;
  @IsBoolean() readonly isBig!: boolean;
  @IsIn(['red', 'blue']) readonly colour!: string;
  @Matches(/^[0-9a-f]{16}$/) readonly hash!: string;
  @IsOptional() @Matches(/^[\w.-]{16,128}$/) readonly device?: string;
  @IsVector2() readonly at!: object;
  @IsColor() readonly tint!: object;
  @IsBytes() readonly data!: Uint8Array;
  @IsVariant() readonly any!: unknown;
  @IsJsonObject() readonly free!: object;
  @IsArray() @ArrayMaxSize(3) @ValidateNested({ each: true }) @Type(() => ThingDto) readonly things!: ThingDto[];
  @IsMapOf([IsInt(), Min(0)], { maxEntries: 4, maxKeyLength: 8 }) readonly points!: Record<string, number>;
}

describe(PlaygroundSamples.name, () => {
  const place = 'src/modules/shop/shop.messages.ts:7';
  const declared = {
    messageClass: EverythingDto,
    type: 1_000,
    direction: 'client',
    reply: undefined,
    access: 'player',
    place,
  };
  const contract = buildContract(new MessageCatalogue([declared as never]));
  const [message] = contract.messages as [(typeof contract.messages)[number]];
  const samples = new PlaygroundSamples(contract, JsonBridge.of(contract, { godot: 4 }));
  const check = compileCheck(EverythingDto, { unknownFields: 'refuse' });
  const rounds = Array.from({ length: 50 });

  it.each(['random', 'limits'] as const)(
    'makes messages (%s) that keep every rule and fit into both codecs',
    async (kind) => {
      const codec = new PlaygroundCodec(contract);
      for (const _ of rounds) {
        const made = samples.make(message, kind, check);
        expect(await samples.issuesOf(message, made, check)).toEqual([]);
        expect(codec.encode({ type: 1_000, ref: 1, message: made })).toHaveProperty('bytes');
      }
    },
  );

  it('goes to the limits', () => {
    const made = samples.make(message, 'limits', check);
    expect(made).toMatchObject({ count: 5, share: 0.75, colour: 'blue', isBig: true });
    expect(made.things).toHaveLength(3);
    expect(made).toHaveProperty('device');
  });

  it('breaks a rule on purpose', async () => {
    for (const _ of rounds) {
      const made = samples.make(message, 'invalid', check);
      expect((await samples.issuesOf(message, made, check)).length).toBeGreaterThan(0);
    }
  });
});
