import type { Type } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';
import type { RoomPart } from '../api/room-part.js';

/** What a {@link probeOf} gives in place of an instance: what Nest would have passed to the constructor. */
interface Probed {
  readonly dependencies: readonly unknown[];
}

/**
 * Makes instances of a room's or a plugin's class, its dependencies injected. Nest resolves them anew for each instance, which
 * costs more than the rest of a small room; where it finds the same objects each time, they are resolved once.
 */
export class PartFactory<Part extends RoomPart> {
  private dependencies: readonly unknown[] | undefined;

  /** @param moduleRef of the module that the class belongs to */
  constructor(
    private readonly partClass: Type<Part>,
    private readonly moduleRef: ModuleRef,
  ) {}

  /** Resolves the dependencies, once all providers are there. @throws Error when Nest cannot */
  async prepare(): Promise<void> {
    const [first, second] = [await this.probe(), await this.probe()];
    // An object of a transient provider is another one each time; properties are Nest's to fill.
    const isStatic = Object.keys(first).length === 1 && first.dependencies.every(isSameIn(second.dependencies));
    this.dependencies = isStatic ? first.dependencies : undefined;
  }

  /** One more instance; at once, unless Nest has to be asked. */
  make(): Part | Promise<Part> {
    const { dependencies, partClass } = this;
    return dependencies === undefined ? this.moduleRef.create(partClass) : new partClass(...dependencies);
  }

  private probe(): Promise<Probed> {
    return this.moduleRef.create(probeOf(this.partClass));
  }
}

/** A function with all that Nest knows of a class, which does not run the class's own constructor. */
function probeOf(partClass: Type): Type<Probed> {
  const probe = function (...dependencies: unknown[]): Probed {
    return { dependencies };
  };
  Object.defineProperty(probe, 'name', { value: partClass.name });
  return Object.setPrototypeOf(probe, partClass) as Type<Probed>;
}

function isSameIn(others: readonly unknown[]): (dependency: unknown, index: number) => boolean {
  return (dependency, index) => Object.is(dependency, others[index]);
}
