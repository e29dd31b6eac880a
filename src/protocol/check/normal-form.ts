import 'reflect-metadata';

/** Turns a text into the form that its field's rules and its handler see. */
export type NormalForm = (text: string) => string;

const NORMAL_FORM = Symbol('godwit:normal-form');

/** A text field that is brought into a form before its rules are asked. */
export function HasNormalForm(form: NormalForm): PropertyDecorator {
  return (target, name) => {
    Reflect.defineMetadata(NORMAL_FORM, form, target, name);
  };
}

/** Texts of different code points that look the same become one: `NFC` composes, `NFKC` also gives up width and ligatures. */
export function IsTyped(form: 'NFC' | 'NFKC'): PropertyDecorator {
  return HasNormalForm((text) => text.normalize(form));
}

/** The form of a field's texts, where it has one. */
export function normalFormOf(dto: { readonly prototype: object }, field: string): NormalForm | undefined {
  return Reflect.getMetadata(NORMAL_FORM, dto.prototype, field) as NormalForm | undefined;
}
