import type { ValidationArguments } from 'class-validator';

/**
 * The arguments of a rule or message that must work without the value and the object. Reading either is recorded and
 * throws, so that nothing from a client gets into a text that is built once at boot.
 */
export class SealedArguments implements ValidationArguments {
  /** Whether the value or the object was read. */
  wereRead = false;
  readonly constraints: unknown[];

  /**
   * @param property the field's name
   * @param constraints the decorator's arguments
   * @param targetName the class's name
   */
  constructor(
    readonly property: string,
    constraints: readonly unknown[],
    readonly targetName = '',
  ) {
    this.constraints = [...constraints];
  }

  /** @throws Error always */
  get value(): never {
    return this.refuse();
  }

  /** @throws Error always */
  get object(): never {
    return this.refuse();
  }

  private refuse(): never {
    this.wereRead = true;
    throw new Error('The value of a field is not known here.');
  }
}
