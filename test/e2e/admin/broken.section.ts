import { IsIn } from 'class-validator';
import { AdminDetails, AdminSection } from '../../../src/core/console/console.decorators.js';
import { HOSTILE } from './section-cases.js';

/** How a section fails. */
export class FailingDto {
  @IsIn(['throwing', 'answering 10 MiB', 'never answering'])
  readonly by: string = 'throwing';
}

/** A section that fails. */
@AdminSection({ id: 'broken', title: 'Broken', area: 'data', right: 'admins.manage' })
export class BrokenSection {
  @AdminDetails({ title: 'Broken' })
  fail({ by }: FailingDto): unknown {
    if (by === 'answering 10 MiB') return { text: 'x'.repeat(10 * 1_048_576) };
    if (by === 'never answering') return new Promise(() => undefined);
    throw new TypeError(HOSTILE);
  }
}
