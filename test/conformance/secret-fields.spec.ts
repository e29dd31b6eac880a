import '../../src/app.module.js';
import { readDtoModel } from '../../src/protocol/check/dto-model.js';
import type { DtoClass } from '../../src/protocol/check/field-model.js';
import { declaredMessages } from '../../src/protocol/message.decorators.js';
import { isSecret } from '../../src/protocol/secret.decorator.js';

/** Texts that let somebody in: by their names, and the codes that are mailed. */
const LETS_IN = /password|token|secret|deviceId|^ticket$/i;
const isMailedCode = (dto: DtoClass, name: string): boolean => dto.name.startsWith('Auth') && name === 'code';

/** The texts in a message's class, and in the classes of its fields. */
function textsOf(dto: DtoClass): { readonly dto: DtoClass; readonly name: string }[] {
  return readDtoModel(dto).fields.flatMap(({ name, kind, nested }) => {
    if (nested !== undefined) return textsOf(nested);
    return kind === 'string' ? [{ dto, name }] : [];
  });
}

describe('Messages', () => {
  const texts = declaredMessages().flatMap(({ messageClass }) => textsOf(messageClass as DtoClass));
  const line = ({ dto, name }: (typeof texts)[number]): string => `${dto.name}.${name}`;

  it('mark each text that lets somebody in as secret, and no other', () => {
    const letsIn = texts.filter(({ dto, name }) => LETS_IN.test(name) || isMailedCode(dto, name));
    const marked = texts.filter(({ dto, name }) => isSecret(dto, name));
    expect(marked.map(line).sort()).toEqual(letsIn.map(line).sort());
    expect(marked.length).toBeGreaterThan(20);
  });
});
