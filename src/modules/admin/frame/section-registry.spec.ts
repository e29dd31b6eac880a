import type { ModulesContainer } from '@nestjs/core';
import { IsString } from 'class-validator';
import type { AdminRows } from '../../../core/console/administrator.js';
import { AdminAct, AdminSection, AdminTable } from '../../../core/console/console.decorators.js';
import { AdminRoles } from '../../../core/console/rights.js';
import { SectionRegistry } from './section-registry.js';

/** A section with an act whose right has a slip in it. */
@AdminSection({ id: 'slip', title: 'Slip', area: 'data', right: 'server.read' })
class SlipSection {
  @AdminAct({ label: 'Slip', right: 'sever.read' })
  slip(): object {
    return {};
  }
}

class ThingQueryDto {
  @IsString()
  readonly kind: string = '';
}

/** A section whose choices are those of this moment. */
@AdminSection({ id: 'things', title: 'Things', area: 'data', right: 'server.read' })
class ThingsSection {
  kinds: readonly string[] = [];

  @AdminTable({ columns: [], choices: { kind: 'kindsNow' } })
  list(_query: ThingQueryDto): AdminRows<never> {
    return { rows: [] };
  }

  kindsNow(): readonly string[] {
    return this.kinds;
  }
}

/** A section whose choices are by a method that is not there. */
@AdminSection({ id: 'slips', title: 'Slips', area: 'data', right: 'server.read' })
class NoChoicesSection {
  @AdminTable({ columns: [], choices: { kind: 'kindNow' } })
  list(_query: ThingQueryDto): AdminRows<never> {
    return { rows: [] };
  }
}

/** A section with choices for a field that its query does not have. */
@AdminSection({ id: 'slips', title: 'Slips', area: 'data', right: 'server.read' })
class NoFieldSection {
  @AdminTable({ columns: [], choices: { sort: 'kindsNow' } })
  list(_query: ThingQueryDto): AdminRows<never> {
    return { rows: [] };
  }

  kindsNow(): readonly string[] {
    return [];
  }
}

function registryOf(metatype: abstract new () => object, instance: object): SectionRegistry {
  const providers = new Map([['section', { metatype, instance }]]);
  const modules = new Map([['test', { providers }]]) as unknown as ModulesContainer;
  return new SectionRegistry(modules, new AdminRoles());
}

describe(SectionRegistry.name, () => {
  it.each([
    [SlipSection, 'SlipSection.slip needs the right "sever.read", which nobody declares'],
    [NoChoicesSection, 'slips.list has choices for "kind" by "kindNow": one of them is not there.'],
    [NoFieldSection, 'slips.list has choices for "sort" by "kindsNow": one of them is not there.'],
  ])('does not start with %p', (metatype, text) => {
    expect(() => registryOf(metatype, new metatype()).onModuleInit()).toThrow(text);
  });

  it('tells the choices of the moment when it is asked, and begins a field that is never empty with the first', () => {
    const section = new ThingsSection();
    const registry = registryOf(ThingsSection, section);
    registry.onModuleInit();
    const field = (): unknown => registry.viewFor('viewer')[0]?.parts[0]?.fields[0];
    expect(field()).toMatchObject({ choices: [], default: '' });
    section.kinds = ['swords', 'shields'];
    expect(field()).toMatchObject({ choices: ['swords', 'shields'], default: 'swords' });
  });
});
