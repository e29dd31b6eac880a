import { decodeVariant, encodeVariant } from '../../../protocol/variant/variant.js';
import { GodotArray } from '../../../protocol/variant/variant-value.js';
import { formOfVariant, VARIANT_TYPES, variantOfForm } from './variant-form.js';

const BY_KIND: Readonly<Record<string, unknown>> = {
  Nil: null,
  bool: true,
  int: '9007199254740993',
  float: 2,
  String: '<b>',
  StringName: 'jump',
  NodePath: '/root/Player:position:x',
  Array: [
    { type: 'int', value: 1 },
    { type: 'Array', value: [{ type: 'float', value: 'Infinity' }] },
  ],
  Dictionary: [
    { type: 'String', value: 'at' },
    { type: 'Vector2', value: [1, 2] },
  ],
  PackedByteArray: [0, 255],
  PackedInt32Array: [-1],
  PackedInt64Array: ['9007199254740993'],
  PackedFloat32Array: [0.5],
  PackedFloat64Array: [0.1],
  PackedStringArray: ['a', ''],
  PackedVector2Array: [1, 2, 3, 4],
  PackedVector3Array: [1, 2, 3],
  PackedVector4Array: [1, 2, 3, 4],
  PackedColorArray: [1, 0, 0, 1],
};

describe(variantOfForm.name, () => {
  it.each(Object.entries(VARIANT_TYPES))('makes a %s whose bytes give the same form again', (type, parts) => {
    const value = parts === 0 ? BY_KIND[type] : Array.from({ length: parts }, (_, at) => at + 1);
    const bytes = encodeVariant(variantOfForm({ type, value }), { godot: 4 });
    expect(formOfVariant(decodeVariant(bytes, { godot: 4 }))).toEqual({ type, value });
  });

  it.each([
    [undefined, 'form', 'must have a type'],
    [{ type: 'Object', value: 1 }, 'form', 'must have a type'],
    [{ type: '__proto__', value: [] }, 'form', 'must have a type'],
    [{ type: 'int', value: 1.5 }, 'form', 'whole number'],
    [{ type: 'int', value: '9223372036854775808' }, 'form', 'whole number'],
    [{ type: 'float', value: 'x' }, 'form', 'must be a number'],
    [{ type: 'Vector3', value: [1, 2] }, 'form', 'must have 3 numbers'],
    [{ type: 'String', value: 7 }, 'form', 'must be a text'],
    [{ type: 'Array', value: [{ type: 'Array', value: [{ type: 'int' }] }] }, 'form.0.0', 'whole number'],
    [{ type: 'Dictionary', value: [{ type: 'Nil' }] }, 'form', 'a value for each key'],
    [{ type: 'PackedVector2Array', value: [1] }, 'form', '2 numbers for each'],
  ])('refuses %j', (form, field, text) => {
    expect(refusalOf(form)).toMatchObject({
      code: 'message.invalid',
      details: [{ field, rule: 'variant', text: expect.stringContaining(text) as unknown }],
    });
  });

  it('refuses one that is nested too deep', () => {
    let form: object = { type: 'Nil' };
    for (let depth = 0; depth < 40; depth++) form = { type: 'Array', value: [form] };
    expect(refusalOf(form)).toMatchObject({ code: 'message.invalid' });
  });
});

describe(formOfVariant.name, () => {
  it('has no form for a typed array', () => {
    expect(formOfVariant(new GodotArray('int', [1]))).toBeUndefined();
  });
});

function refusalOf(form: unknown): unknown {
  try {
    return variantOfForm(form);
  } catch (error) {
    return error;
  }
}
