import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { Administrator } from '../../../core/console/administrator.js';
import {
  chartsOf,
  partsOf,
  sectionOf,
  type ActOptions,
  type DeclaredPart,
  type DetailsOptions,
  type FeedOptions,
  type HomedSection,
  type OptionalSection,
  type SectionArea,
  type SectionOptions,
  type TableOptions,
} from '../../../core/console/console.decorators.js';
import { ContractMessageDto } from '../../../core/console/contract-message.dto.js';
import type { ChartView, FieldView, PartView, SectionView } from '../../../core/console/console-views.js';
import { AdminRoles } from '../../../core/console/rights.js';
import { compileCheck, type CompiledCheck } from '../../../protocol/check/compile-check.js';
import { readDtoModel } from '../../../protocol/check/dto-model.js';
import type { DtoClass, FieldModel } from '../../../protocol/check/field-model.js';

const AREAS: readonly SectionArea[] = ['live', 'players', 'moderation', 'data', 'server'];

/** The query of a part that takes none. */
class NoQuery {}

/** One table, details, act or feed with everything resolved at boot. */
export interface LoadedPart {
  /** In addresses and in the audit log: `rooms.kick`. */
  readonly name: string;
  readonly kind: DeclaredPart['kind'];
  /** Whether it is called by POST, as all acts are, and not by GET. */
  readonly isPosted: boolean;
  /** What one needs for it. */
  readonly right: string;
  readonly view: PartView;
  /** The view, with the choices of this moment. */
  viewNow(): PartView;
  /** Checks its query or order. */
  readonly check: CompiledCheck<object>;
  /** Whether each call is written into the audit log, besides acts. */
  readonly isPersonal: boolean;
  /** Whether it asks for a code again. */
  readonly stepsUp: boolean;
  /** Whether a feed is opened for its watchers, and read from what that returns. */
  readonly opens: boolean;
  /** Where what a query is about is at home, see {@link HomedSection.homeOf}. */
  readonly homeOf?: (query: object) => Promise<string | undefined> | string | undefined;
  /** Calls it here. */
  call(query: object, by: Administrator): unknown;
}

/** A chart that a section brings to the overview. */
export interface LoadedChart extends ChartView {
  /** Its numbers at this moment, by the names of their lines. */
  read(): unknown;
}

/** One section with everything resolved at boot. */
interface LoadedSection {
  readonly options: SectionOptions;
  readonly parts: ReadonlyMap<string, LoadedPart>;
}

/** The sections of all modules, found at boot. Wrong wiring stops the boot with a sentence. */
@Injectable()
export class SectionRegistry implements OnModuleInit {
  /** The charts of all sections. */
  readonly charts: LoadedChart[] = [];
  private readonly sections = new Map<string, LoadedSection>();

  constructor(
    private readonly modules: ModulesContainer,
    private readonly roles: AdminRoles,
  ) {}

  /** Nest's hook: finds them. @throws Error when a right is unknown, or two sections have one id */
  onModuleInit(): void {
    const found: { type: object; instance: object; options: SectionOptions }[] = [];
    for (const { providers } of this.modules.values())
      for (const { metatype, instance } of providers.values()) {
        const options = typeof metatype === 'function' ? sectionOf(metatype) : undefined;
        if (options === undefined || typeof instance !== 'object' || instance === null) continue;
        found.push({ type: metatype as object, instance, options });
      }
    for (const { options } of found)
      for (const [right, brought] of Object.entries(options.brings ?? {})) this.roles.bring(right, brought);
    for (const { type, instance, options } of found)
      if ((instance as Partial<OptionalSection>).isOffered !== false) this.load(type, instance, options);
    const strange = this.roles.strangeRight();
    if (strange) throw new Error(`The role ${strange.role} has the right "${strange.right}", which nobody declares.`);
  }

  /** The part at this address. */
  find(section: string, part: string): LoadedPart | undefined {
    return this.sections.get(section)?.parts.get(part);
  }

  /** All parts of all sections. */
  all(): LoadedPart[] {
    return [...this.sections.values()].flatMap(({ parts }) => [...parts.values()]);
  }

  /** What somebody of this role gets to see. */
  viewFor(role: string): SectionView[] {
    const views = [...this.sections.values()].map(({ options: { id, title, area, page }, parts }) => ({
      ...{ id, title, area, ...(page !== undefined && { page }) },
      parts: [...parts.values()].filter(({ right }) => this.roles.may(role, right)).map((part) => part.viewNow()),
    }));
    // Modules come in any order; the navigation has one.
    const order = ({ id, area }: SectionView): number =>
      2 * AREAS.indexOf(area as SectionArea) - (this.sections.get(id)?.options.comesFirst === true ? 1 : 0);
    return views.filter(({ parts }) => parts.length > 0).sort((one, other) => order(one) - order(other));
  }

  private load(type: object, instance: object, options: SectionOptions): void {
    if (this.sections.has(options.id)) throw new Error(`Two sections of the console have the id "${options.id}".`);
    const className = 'name' in type ? String(type.name) : options.id;
    const parts = new Map<string, LoadedPart>();
    for (const declared of partsOf(type)) {
      const part = loadPart(instance, options, declared);
      if (!this.roles.all.has(part.right)) {
        throw new Error(
          `${className}.${declared.method} needs the right "${part.right}", which nobody declares: see RIGHTS, or let the section bring it.`,
        );
      }
      parts.set(declared.method, part);
    }
    for (const { method, title } of chartsOf(type)) {
      const read = (): unknown => (Reflect.get(instance, method) as LoadedChart['read']).call(instance);
      this.charts.push({ id: `${options.id}.${method}`, title, read });
    }
    this.sections.set(options.id, { options, parts });
  }
}

function loadPart(instance: object, section: SectionOptions, { kind, method, options }: DeclaredPart): LoadedPart {
  const merged: Partial<TableOptions & DetailsOptions & ActOptions & FeedOptions> = options;
  const [queryClass] = (Reflect.getMetadata('design:paramtypes', instance, method) ?? []) as (DtoClass | undefined)[];
  const dto = queryClass === undefined || queryClass === (Object as unknown) ? NoQuery : queryClass;
  const {
    right,
    label,
    title,
    on = 'section',
    needs,
    isFinal,
    everyMs,
    columns,
    empty,
    isPersonal,
    stepsUp,
    opens,
    isPosted,
    key,
    begins,
    isUndo,
    isFile,
    isBadge,
    when,
    choices = {},
  } = merged;
  const homed: Partial<HomedSection> = instance;
  const view: PartView = {
    ...{ id: method, kind, on, title: label ?? title ?? section.title },
    fields: fieldsOf(dto),
    ...(columns !== undefined && { columns }),
    ...(empty !== undefined && { empty }),
    ...(needs !== undefined && { needsReason: true }),
    ...(isFinal === true && { isFinal }),
    ...(everyMs !== undefined && { everyMs }),
    ...(key !== undefined && { key }),
    ...(begins !== undefined && { begins }),
    ...(when !== undefined && { when }),
    ...(isUndo === true && { isUndo }),
    ...(isFile === true && { isFile }),
    ...(isBadge === true && { isBadge }),
  };
  const lists = listsOf(instance, `${section.id}.${method}`, view.fields, choices);
  return {
    name: `${section.id}.${method}`,
    ...(homed.homeOf !== undefined && { homeOf: (query: object) => (homed as HomedSection).homeOf(query) }),
    kind,
    isPosted: kind === 'act' || isPosted === true,
    right: right ?? section.right,
    check: compileCheck(dto, { unknownFields: 'refuse' }),
    isPersonal: isPersonal ?? false,
    stepsUp: stepsUp ?? false,
    opens: opens ?? false,
    view,
    viewNow: lists.size === 0 ? () => view : () => ({ ...view, fields: view.fields.map(withChoices(lists)) }),
    call: (query, by) => (Reflect.get(instance, method) as LoadedPart['call']).call(instance, query, by),
  };
}

type Choices = () => readonly string[];

/** The lists that fields are picked from. @throws Error when there is no such field or method */
function listsOf(
  instance: object,
  part: string,
  fields: readonly FieldView[],
  choices: Readonly<Record<string, string>>,
): ReadonlyMap<string, Choices> {
  const lists = new Map<string, Choices>();
  for (const [name, method] of Object.entries(choices)) {
    const list: unknown = Reflect.get(instance, method);
    if (typeof list !== 'function' || !fields.some((field) => field.name === name))
      throw new Error(`${part} has choices for "${name}" by "${method}": one of them is not there.`);
    lists.set(name, () => (list as Choices).call(instance));
  }
  return lists;
}

function withChoices(lists: ReadonlyMap<string, Choices>): (field: FieldView) => FieldView {
  return (field) => {
    const choices = lists.get(field.name)?.();
    if (choices === undefined) return field;
    const [first] = choices;
    return { ...field, choices, ...(field.default === '' && first !== undefined && { default: first }) };
  };
}

function fieldsOf(dto: DtoClass): FieldView[] {
  if (dto === NoQuery) return [];
  const begun = new dto() as Readonly<Record<string, unknown>>;
  return readDtoModel(dto).fields.map((field) => fieldView(field, begun[field.name]));
}

function fieldView(field: FieldModel, begun: unknown): FieldView {
  const { name, kind, isList, isOptional, hasDefault, values, rules, nested, maxLength, min, max } = field;
  const isPlain = typeof begun === 'string' || typeof begun === 'number' || typeof begun === 'boolean';
  const isSimple = !isList && (kind === 'integer' || kind === 'number' || kind === 'boolean' || kind === 'string');
  return {
    name,
    kind: isSimple ? kind : nested === ContractMessageDto ? 'message' : 'json',
    isOptional: isOptional || hasDefault,
    rules: rules.map(({ text }) => text),
    ...(values !== undefined && {
      choices: values.filter((value) => typeof value === 'string' || typeof value === 'number'),
    }),
    ...(maxLength !== undefined && { maxLength }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(isPlain && { default: begun }),
  };
}
