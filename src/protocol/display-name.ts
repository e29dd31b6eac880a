import 'reflect-metadata';
import { IsString, Length, Matches } from 'class-validator';
import { HasNormalForm } from './check/normal-form.js';

/** Most names: visible ASCII with single spaces in between. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;
/** Invisible characters without effect: excluding the joiners and selectors that scripts and emoji need, and overrides. */
const INVISIBLE =
  /(?!\u200c|\u200d|[\u202a-\u202e\u2066-\u2069]|\ufe0e|\ufe0f|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}/gu;
/** Joiners that join nothing: at an end, or next to characters that never join. */
const IDLE_JOINERS =
  /(?<=^|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{Zs}])[\u200c\u200d]+|[\u200c\u200d]+(?=$|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{Zs}])/gu;
/** One line without control characters or text-direction overrides, with at least one visible character. */
const SHOWN =
  /^(?=.*(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}])[^\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]*$/u;
const MESSAGE = 'must be one line of visible characters, without what turns the direction of text';

const NAMES = Symbol('godwit:display-name');

/**
 * A name shown to others, of 1 to `maxLength` characters. It is normalised first (NFKC, no invisible characters, single
 * spaces, none at the ends) and refused when nothing visible is left, or when it has control characters, line breaks or
 * text-direction overrides.
 */
export function IsDisplayName(maxLength: number): PropertyDecorator {
  const rules = [IsString(), Length(1, maxLength), Matches(SHOWN, { message: `$property ${MESSAGE}` })];
  return (target, name) => {
    for (const decorate of [...rules, HasNormalForm(normalName)]) decorate(target, name);
    Reflect.defineMetadata(NAMES, true, target, name);
  };
}

/** Whether a field is decorated with {@link IsDisplayName}. */
export function isDisplayName(dto: { readonly prototype: object }, field: string): boolean {
  return Reflect.getMetadata(NAMES, dto.prototype, field) === true;
}

/**
 * A name from elsewhere, such as a claim of an OpenID token, normalised like {@link IsDisplayName} does.
 * @returns undefined when it must not be shown, or is longer than `maxLength` characters
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
