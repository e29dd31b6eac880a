import 'reflect-metadata';

/** Normalises a string to the form that its field's rules and its handler see. */
export type NormalForm = (text: string) => string;

const NORMAL_FORM = Symbol('godwit:normal-form');

/** Normalises a string field before its rules are checked. */
export function HasNormalForm(form: NormalForm): PropertyDecorator {
  return (target, name) => {
    Reflect.defineMetadata(NORMAL_FORM, form, target, name);
  };
}

/** Makes strings that look the same equal: `NFC` composes characters, `NFKC` also removes width variants and ligatures. */
export function IsTyped(form: 'NFC' | 'NFKC'): PropertyDecorator {
  return HasNormalForm((text) => text.normalize(form));
}

/** The normal form of a field's strings, if it has one. */
export function normalFormOf(dto: { readonly prototype: object }, field: string): NormalForm | undefined {
  return Reflect.getMetadata(NORMAL_FORM, dto.prototype, field) as NormalForm | undefined;
}
