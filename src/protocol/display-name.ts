import 'reflect-metadata';
import { IsString, Length, Matches } from 'class-validator';
import { HasNormalForm } from './check/normal-form.js';

/** What most names are: visible ASCII with single blanks in between. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;
/** Invisible characters that change nothing: not the joiners and selectors that scripts and emoji need, nor overrides. */
const INVISIBLE =
  /(?!\u200c|\u200d|[\u202a-\u202e\u2066-\u2069]|\ufe0e|\ufe0f|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}/gu;
/** Joiners where nothing is joined: at an end, or beside what never is. */
const IDLE_JOINERS =
  /(?<=^|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{Zs}])[\u200c\u200d]+|[\u200c\u200d]+(?=$|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{Zs}])/gu;
/** One line without control characters or what turns the direction of text, with at least one character to see. */
const SHOWN =
  /^(?=.*(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}])[^\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]*$/u;
const MESSAGE = 'must be one line of visible characters, without what turns the direction of text';

const NAMES = Symbol('godwit:display-name');

/**
 * A name that others see, of 1 to `maxLength` characters. It is brought into one form first (NFKC, no invisible characters,
 * single blanks, none at the ends) and refused when nothing is left to see, or when it has control characters, line breaks
 * or overrides of the text's direction.
 */
export function IsDisplayName(maxLength: number): PropertyDecorator {
  const rules = [IsString(), Length(1, maxLength), Matches(SHOWN, { message: `$property ${MESSAGE}` })];
  return (target, name) => {
    for (const decorate of [...rules, HasNormalForm(normalName)]) decorate(target, name);
    Reflect.defineMetadata(NAMES, true, target, name);
  };
}

/** Whether {@link IsDisplayName} stands at a field. */
export function isDisplayName(dto: { readonly prototype: object }, field: string): boolean {
  return Reflect.getMetadata(NAMES, dto.prototype, field) === true;
}

/**
 * A name from elsewhere, such as the claim of an OpenID token, in the form that {@link IsDisplayName} gives.
 * @returns undefined when it may not be shown, or is longer than `maxLength` characters
 */
export function displayNameOf(text: unknown, maxLength: number): string | undefined {
  if (typeof text !== 'string') return undefined;
  const name = normalName(text);
  return SHOWN.test(name) && Array.from(name).length <= maxLength ? name : undefined;
}

function normalName(text: string): string {
  if (PLAIN.test(text)) return text;
  const visible = text.normalize('NFKC').replace(INVISIBLE, '').replace(IDLE_JOINERS, '');
  return visible.replace(/\p{Zs}+/gu, ' ').replace(/^ | $/g, '');
}
