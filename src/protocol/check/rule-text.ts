import type { ValidatorConstraintInterface } from 'class-validator';
import type { RuleMetadata } from './rule-metadata.js';
import { SealedArguments } from './sealed-arguments.js';

/** class-validator's texts for `@Length` depend on the value; these fit any value. */
const MIN_LENGTH_TEXT = '$property must be longer than or equal to $constraint1 characters';
const LENGTH_TEXT =
  '$property must be longer than or equal to $constraint1 and shorter than or equal to $constraint2 characters';

/**
 * The rule in words: the decorator's `message`, otherwise class-validator's default. Built once; `$value` is not filled in
 * and a message function that needs the value is skipped, because no reply repeats what a client sent.
 */
export function ruleText(name: string, metadata: RuleMetadata, validator?: ValidatorConstraintInterface): string {
  const { constraints = [] } = metadata;
  const target = typeof metadata.target === 'function' ? metadata.target.name : String(metadata.target);
  const args = new SealedArguments(metadata.propertyName, constraints, target);
  const text =
    ownMessage(metadata, args) ??
    defaultMessage(name, metadata, validator, args) ??
    `$property breaks the rule ${name}`;
  return text
    .replace(/\$constraint(\d+)/g, (token, number: string) => {
      const index = Number(number) - 1;
      return index in constraints ? constraintText(constraints[index]) : token;
    })
    .replace(/\$value/g, () => 'the value')
    .replace(/\$property/g, () => metadata.propertyName)
    .replace(/\$target/g, () => target);
}

function ownMessage({ message }: RuleMetadata, args: SealedArguments): string | undefined {
  if (typeof message === 'function') return textOf(() => message(args));
  return message === '' ? undefined : message;
}

function defaultMessage(
  name: string,
  { each, constraints }: RuleMetadata,
  validator: ValidatorConstraintInterface | undefined,
  args: SealedArguments,
): string | undefined {
  if (name !== 'isLength') return textOf(() => validator?.defaultMessage?.(args));
  const text = constraints?.[1] === undefined ? MIN_LENGTH_TEXT : LENGTH_TEXT;
  return each ? `each value in ${text}` : text;
}

/** The result of a message function, or nothing when it throws or does not return a string. */
function textOf(message: () => unknown): string | undefined {
  try {
    const text = message();
    return typeof text === 'string' && text !== '' ? text : undefined;
  } catch {
    return undefined;
  }
}

function constraintText(constraint: unknown): string {
  if (Array.isArray(constraint)) return constraint.map(String).join(', ');
  return typeof constraint === 'symbol' ? (constraint.description ?? '') : String(constraint);
}
