import {
  Allow,
  IsArray,
  IsIn,
  IsInstance,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import { GodwitModule } from '../../src/core/godwit.module.js';
import { Wire } from '../../src/protocol/contract/wire.decorator.js';
import { type MessageClass, ServerMessage } from '../../src/protocol/message.decorators.js';
import { TestApp } from '../../src/testing/test-app.js';

/** No two message classes may have one type. */
let nextType = 60_000;

const REMEDY =
  'says too little of its values: add validators such as @IsInt() or @IsString(), a class with @ValidateNested() and @Type(), or @Wire(...)';

/** A message class with one field, `value`. */
function messageWith(name: string, ...decorators: PropertyDecorator[]): MessageClass {
  const dto = class {
    readonly value!: unknown;
  };
  Object.defineProperty(dto, 'name', { value: name });
  for (const decorate of decorators) decorate(dto.prototype, 'value');
  ServerMessage(nextType--)(dto);
  return dto;
}

/** A server whose one module declares it. */
function boot(messageClass: MessageClass): Promise<TestApp> {
  return TestApp.start({ imports: [GodwitModule.forFeature({ messages: [messageClass] })] });
}

describe('A message class that the contract cannot express', () => {
  it('stops the boot: a part that must hold itself', async () => {
    class NodeDto {
      @ValidateNested()
      @Type(() => NodeDto)
      readonly next!: NodeDto;
    }
    const tree = messageWith(
      'TreeDto',
      ValidateNested(),
      Type(() => NodeDto),
    );

    await expect(boot(tree)).rejects.toThrow(
      'The field value of Tree holds a Node that never ends: make it optional, or a list.',
    );
  });

  it.each<[what: string, decorators: PropertyDecorator[], sentence: string]>([
    ['any value', [Allow()], `The field value of AnyDto ${REMEDY}.`],
    ['an optional something', [IsOptional()], `The field value of AnyDto ${REMEDY}.`],
    ['a function', [IsInstance(Function)], `The field value of AnyDto ${REMEDY}.`],
    ['an object of no class', [IsObject()], `The field value of AnyDto ${REMEDY}.`],
    ['a list of anything', [IsArray()], `The field value of AnyDto ${REMEDY}.`],
    [
      'a number or a text',
      [IsIn([1, {}])],
      'The field value of AnyDto lists values that are neither text, number nor boolean.',
    ],
    [
      'a byte that may be larger',
      [IsInt(), Min(0), Max(300), Wire('u8')],
      'The field value of AnyDto goes as u8, which holds less than its validators allow: add @Min(0) and @Max(255), or tighter ones.',
    ],
    [
      'a byte that may be a fraction',
      [IsNumber(), Min(0), Max(255), Wire('u8')],
      'The field value of AnyDto goes as u8, so it needs @IsInt().',
    ],
  ])('stops the boot: %s', async (_what, decorators, sentence) => {
    await expect(boot(messageWith('AnyDto', ...decorators))).rejects.toThrow(sentence);
  });
});
